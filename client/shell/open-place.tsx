import { lazy, Suspense } from 'react';
import { useSession } from '#client/api/session.ts';
import { Outside } from './outside.tsx';

// Apart, as in require-session.tsx: who only reads the statements need not wait for it.
const Frame = lazy(async () => ({ default: (await import('./frame.tsx')).Frame }));

/** Around a screen for everybody: the frame of the application for who is signed in, else what stands around the sign-in screen. */
export function OpenPlace() {
  const session = useSession();
  if (session.status === 'starting') return null;
  if (!session.user) return <Outside />;
  return (
    <Suspense>
      <Frame />
    </Suspense>
  );
}
