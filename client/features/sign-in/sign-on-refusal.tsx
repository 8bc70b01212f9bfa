import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { buttonClass } from '#client/ui/button.tsx';
import type { SignOnRefusal } from '#shared/contract/single-sign-on.ts';
import styles from './sign-in.module.css';
import { signOnWords } from './sign-on-words.ts';

/** Why somebody came back from the provider without being signed in, and what to do. Loaded when that has happened. */
export function Refusal({ reason }: { reason: string }) {
  const t = useWords(signOnWords);
  if (!isKnown(reason)) return null;
  return (
    <div className={styles.failure}>
      <Banner isLive tone={MENDED_BY_WAITING.has(reason) ? 'warning' : 'danger'} action={NEEDS_ANOTHER.has(reason) ? <Leave /> : null}>
        {t(reason)}
      </Banner>
    </div>
  );
}

/** The provider remembers who signed in, and would send the same person back in the same way. */
function Leave() {
  const t = useWords(signOnWords);
  return (
    <a className={buttonClass({ size: 'small' })} href="/api/session/oidc/end">
      {t('leave')}
    </a>
  );
}

const MENDED_BY_WAITING: ReadonlySet<SignOnRefusal> = new Set(['begin-again', 'cancelled', 'provider-away', 'throttled']);
const NEEDS_ANOTHER: ReadonlySet<SignOnRefusal> = new Set(['second-factor', 'organisation', 'role', 'disabled']);

// The line that makes a missing reason a type error.
const known: Record<SignOnRefusal, string> = signOnWords.nl;

function isKnown(reason: string): reason is SignOnRefusal {
  return Object.hasOwn(known, reason) && reason !== 'leave';
}
