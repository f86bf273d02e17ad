// Alerts by e-mail, to a real SMTP server on loopback.
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { System } from '../support/system.ts';
import { onBothBackends, startOn } from './backends.ts';
import { copiesOf } from './copies.ts';
import { daysAgo, FORM, query, register, until } from './world.ts';

interface Letter {
  readonly to: string;
  readonly messageId: string;
  /** Headers and body as a reader sees them. */
  readonly text: string;
}

/** A post office that keeps what it gets. Mail for `nobody@…` it refuses for good. */
async function openPostOffice(port = 0) {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 200,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, answer) {
      if (!address.startsWith('nobody@')) return answer();
      answer(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const messageId = /^Message-ID: (.*)$/im.exec(raw)?.[1] ?? '';
        for (const { address } of session.envelope.rcptTo)
          letters.push({ to: address, messageId, text: readable(raw) });
        answer();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    letters,
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function readable(raw: string): string {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const words = head
    .replace(/\r\n\s+/g, '')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, text: string) => {
      return kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString() : unquoted(text.replaceAll('_', ' '));
    });
  const isBase64 = /^Content-Transfer-Encoding: base64/im.test(head);
  const text = body.join('\n\n');
  return `${words}\n\n${isBase64 ? Buffer.from(text, 'base64').toString() : unquoted(text)}`;
}

function unquoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

const copy = copiesOf();

onBothBackends((backend) => {
  let office: Awaited<ReturnType<typeof openPostOffice>>;
  let system: System;
  beforeEach(async () => {
    office = await openPostOffice();
    system = await startOn(backend, {
      databaseUrl: await copy(),
      clock: 'system',
      workers: 0,
      env: { SMTP_URL: `smtp://127.0.0.1:${office.port}`, SMTP_FROM: 'huiyin@ll.example', HUIYIN_SWEEP_SECONDS: '0.3' },
    });
    for (const [table, key, name, email] of ADDRESSES) {
      await query(system.databaseUrl, `UPDATE ${table} SET email = $2 WHERE ${key} = $1`, [name, email]);
    }
  });
  afterEach(async () => {
    await system.stop();
    await office.close();
  });
  const mail = () =>
    query<{
      target: string;
      attempts: number;
      delivered_at: Date | null;
      given_up_at: Date | null;
      last_error: string | null;
    }>(system.databaseUrl, 'SELECT * FROM delivery ORDER BY id');
  const allSent = () =>
    until('all is sent', async () => (await mail()).every(({ delivered_at }) => delivered_at !== null));

  it('one letter an alert to each address, without a word about persons', async () => {
    await register(system.config, 1, { receivedOn: daysAgo(30) });
    await system.startWorker();
    await until('the letters are there', () => office.letters.length >= 6);
    await allSent();
    // Overdue: all of the desk; level 1: its head; level 2: leaders without address; level 3: the county's office.
    expect(office.letters.map(({ to }) => to).sort()).toEqual(
      [
        'clerk@ll.example',
        'director@qh.example',
        ...Array(2).fill('office@ll.example'),
        ...Array(2).fill('xfb@ll.example'),
      ].sort(),
    );
    expect(new Set(office.letters.map(({ messageId }) => messageId)).size).toBe(3);
    for (const { text } of office.letters) {
      expect(text).toMatch(/信访事项/);
      for (const secret of [FORM.petitioner.name, FORM.petitioner.phone, FORM.petitioner.address, FORM.title, '路灯']) {
        expect(text).not.toContain(secret);
      }
    }

    // A repeat carries the same Message-ID, by which a mailbox knows it.
    const known = office.letters.map(({ to, messageId }) => `${to} ${messageId}`).sort();
    office.letters.length = 0;
    await query(system.databaseUrl, 'UPDATE delivery SET delivered_at = NULL, next_attempt_at = now()');
    await until('the letters are there again', () => office.letters.length >= 6);
    expect(office.letters.map(({ to, messageId }) => `${to} ${messageId}`).sort()).toEqual(known);
  });

  it('with the post office closed the alert is in the inbox all the same, and the letter comes later', async () => {
    await office.close();
    await register(system.config, 1, { receivedOn: daysAgo(30) });
    await system.startWorker();
    await until('the letters were tried', async () => {
      const rows = await mail();
      return rows.length === 6 && rows.every(({ last_error }) => last_error !== null);
    });
    expect(await query(system.databaseUrl, 'SELECT 1 FROM alert WHERE case_id IS NOT NULL')).toHaveLength(4);
    const waits = await query<{ wait: number }>(
      system.databaseUrl,
      'SELECT extract(epoch FROM next_attempt_at - now())::float AS wait FROM delivery',
    );
    for (const { wait } of waits) expect(wait).toBeGreaterThan(45);
    office = await openPostOffice(office.port);
    await query(system.databaseUrl, 'UPDATE delivery SET next_attempt_at = now()');
    await until('the letters are there', () => office.letters.length === 6);
  });

  it('a letter that has waited is not sent to whoever the petition is kept from by now', async () => {
    await office.close();
    const [id] = await register(system.config, 1, { receivedOn: daysAgo(30) });
    await system.startWorker();
    await until('the letters were tried', async () => {
      const rows = await mail();
      return rows.length === 6 && rows.every(({ last_error }) => last_error !== null);
    });
    const keep = `UPDATE petition SET kept_from = '{ys-qh-ll-xfb}' WHERE case_id = $1`;
    await query(system.databaseUrl, keep, [id]);
    office = await openPostOffice(office.port);
    await query(system.databaseUrl, 'UPDATE delivery SET next_attempt_at = now()');
    const isDone = async () =>
      (await mail()).every(({ delivered_at, given_up_at }) => delivered_at !== null || given_up_at !== null);
    await until('each is sent or given up', isDone);
    expect(office.letters.map(({ to }) => to)).toEqual(['director@qh.example']);
  });

  it('an address that is refused is given up after its attempts, and costs no other', async () => {
    await query(system.databaseUrl, `UPDATE account SET email = 'nobody@ll.example' WHERE username = 'll.xfb.clerk'`);
    await register(system.config, 1, { receivedOn: daysAgo(30) });
    await system.startWorker();
    const refused = async () => (await mail()).find(({ target }) => target === 'nobody@ll.example');
    await until('the others are there', () => office.letters.length === 5);
    await until('it was tried', async () => (await refused())?.last_error?.includes('550') ?? false);
    expect((await refused())?.given_up_at).toBeNull();
    await query(
      system.databaseUrl,
      'UPDATE delivery SET attempts = 15, next_attempt_at = now() WHERE delivered_at IS NULL',
    );
    await until('it is given up', async () => Boolean((await refused())?.given_up_at));
    expect((await refused())?.delivered_at).toBeNull();
    expect(office.letters).toHaveLength(5);
  });

  it('a post office that is silent does not hold up a stop', async () => {
    await office.close();
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket)).listen(office.port, '127.0.0.1');
    await register(system.config, 1, { receivedOn: daysAgo(30) });
    const worker = await system.startWorker();
    await until('a letter is on its way', () => sockets.length > 0);
    const asked = Date.now();
    await worker.close();
    expect(Date.now() - asked).toBeLessThan(15_000);
    for (const socket of sockets) socket.destroy();
    silent.close();
    office = await openPostOffice();
  });
});

const ADDRESSES = [
  ['account', 'username', 'll.xfb', 'xfb@ll.example'],
  ['account', 'username', 'll.xfb.clerk', 'clerk@ll.example'],
  ['account', 'username', 'qh.director', 'director@qh.example'],
  ['unit', 'code', 'ys-qh-ll-xfb', 'office@ll.example'],
  ['account', 'username', 'll.monitor', 'monitor@ll.example'], // at a desk that alerts climb to, and only watches
] as const;
