import { useRef, useState } from 'react';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { instantText } from '#client/ui/date-text.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import type { SetupLink } from '#shared/contract/setup.ts';
import { usersWords } from './locales.ts';
import styles from './users.module.css';

type Props = { name: string; link: SetupLink; onClose: () => void };

/** The set-up link, the only time that it is shown: closed by its own button only, so that no slip loses it. */
export function LinkDialog({ name, link, onClose }: Props) {
  const words = useWords(usersWords);
  const input = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(link.address);
      setCopied(true);
    } catch {
      // Without leave to the clipboard the address stands selected, to be copied by hand.
      setCopied(false);
    }
  };
  return (
    <Dialog
      isOpen
      title={words('link.title', { name })}
      footer={
        <Button variant="primary" onClick={onClose}>
          {words('link.done')}
        </Button>
      }
    >
      <Stack>
        <Banner tone="warning">{words('link.once')}</Banner>
        <TextField
          ref={input}
          label={words('link')}
          readOnly
          value={link.address}
          onChange={() => undefined}
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className={styles.copy}>
          <Button onClick={() => void copy()}>{words('link.copy')}</Button>
          <span role="status">{isCopied ? words('link.copied') : null}</span>
        </div>
        <ol className={styles.steps}>
          <li>{words('link.hand-over', { name })}</li>
          <li>{words('link.sets', { name })}</li>
          <li>{words('link.until', { until: instantText(link.expiresAt) })}</li>
        </ol>
      </Stack>
    </Dialog>
  );
}
