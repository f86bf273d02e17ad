import { DEMO_PASSWORD } from '@huiyin/platform';
import { Fault } from '@huiyin/tools/fault';

/** Logs in over HTTP. @returns the bearer token @throws Fault */
export async function logIn(port: number, username: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: DEMO_PASSWORD }),
  });
  const { token, detail } = (await response.json()) as { token?: string; detail?: string };
  if (token === undefined) throw new Fault(`${username} cannot log in: ${detail}`);
  return token;
}
