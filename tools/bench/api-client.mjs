import { Fault } from '../fault.mjs';

const { DEMO_PASSWORD } = await import('../../libs/platform/dist/index.js');

/** Logs in over HTTP. @returns {Promise<string>} the bearer token */
export async function logIn(port, username) {
  const response = await fetch(`http://127.0.0.1:${port}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: DEMO_PASSWORD }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Fault(`${username} cannot log in: ${answer.detail}`);
  return answer.token;
}
