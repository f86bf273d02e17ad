import type { Dice } from '@huiyin/lab-kit';
import type { RegisterPetition } from '@huiyin/workflow/contract';

/** The made-up villages; a matter may come up in any of them. */
const PLACES = [
  { code: 'ys-qh-ll-hy', name: '河沿村' },
  { code: 'ys-qh-ll-ds', name: '大石村' },
  { code: 'ys-qh-ll-xq', name: '新桥社区' },
] as const;

const SURNAMES = [
  '赵',
  '钱',
  '孙',
  '李',
  '周',
  '吴',
  '郑',
  '王',
  '冯',
  '陈',
  '褚',
  '卫',
  '蒋',
  '沈',
  '韩',
  '杨',
] as const;
const GROUPS = ['一组', '二组', '三组', '四组', '五组', '六组'] as const;

/** The petition as it would be told in another village. */
export function dressed({ title, text, place }: RegisterPetition, dice: Dice) {
  const told = PLACES.find(({ code }) => code === place);
  if (!told) return { title, text, place };
  const here = dice.pick('place', PLACES);
  const moved = (words: string) => words.replaceAll(told.name, here.name);
  return { title: moved(title), text: moved(text), place: here.code };
}

/** Nobody: a surname, a number that is nobody's. Whoever wants to stay unnamed stays so. */
export function petitionerOf(
  number: number,
  { petitioner }: RegisterPetition,
  dice: Dice,
): RegisterPetition['petitioner'] {
  if (petitioner.name === '匿名') return petitioner;
  return {
    name: `${dice.pick('surname', SURNAMES)}某`,
    phone: `138${String(number).padStart(8, '0')}`,
    address: `${dice.pick('home', PLACES).name}${dice.pick('group', GROUPS)}`,
  };
}
