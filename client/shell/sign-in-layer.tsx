import { signOut, useUser } from '#client/api/session.ts';
import { SignInWays } from '#client/features/sign-in/sign-in-ways.tsx';
import { useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { shellWords } from './locales.ts';

/** Over the page when the session ended. What was typed stays under it, unseen, and the request that met the end goes on. */
export function SignInLayer() {
  const words = useWords(shellWords);
  const user = useUser();
  return (
    <Dialog
      isOpen
      isOpaque
      size="small"
      title={words('expired.title')}
      footer={
        <Button variant="quiet" size="small" onClick={() => void signOut()}>
          {words('expired.other')}
        </Button>
      }
    >
      <Stack>
        <p>
          <strong>{user.name}</strong>
          <br />
          {words('expired.text')}
        </p>
        <SignInWays />
      </Stack>
    </Dialog>
  );
}
