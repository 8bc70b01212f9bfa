/** A demo case worker at the built product, over HTTP as the screen does it. */
export type Worker = Awaited<ReturnType<typeof signIn>>;

export async function signIn({ url }: { url: string }) {
  const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/api${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const session = await send('/session', { email: 'begeleider@demo.example', password: 'doorstroom-demo-2026' });
  const { accessToken, user } = await session.json();
  const token = { Authorization: `Bearer ${accessToken}` };
  const read = (path: string) => fetch(`${url}/api${path}`, { headers: token });
  return {
    token,
    municipality: String(user.municipalities[0]),
    read,
    open: async (): Promise<{ id: string; version: number }> => {
      const participant = await (await send('/participants', { municipality: user.municipalities[0] }, token)).json();
      return (await send('/trajectories', { participantId: participant.id, programme: 'twe', occurredOn: '2026-01-05' }, token)).json();
    },
    record: (id: string, version: number, step: string) =>
      send(
        `/trajectories/${id}/steps`,
        { id: step, type: 'evaluation.held', occurredOn: '2026-02-01', details: { kind: 'other' } },
        { ...token, 'If-Match': `"${version}"` },
      ),
    stepIds: async (id: string): Promise<string[]> => {
      const { steps } = await (await read(`/trajectories/${id}`)).json();
      return steps.map((step: { id: string }) => step.id);
    },
  };
}
