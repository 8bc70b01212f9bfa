import type { SignOnRefusal } from '#shared/contract/single-sign-on.ts';

/** Thrown by the deeds of single sign-on; the route leads the browser back to the sign-in screen, which has the words. */
export class SignOnRefused extends Error {
  override name = 'SignOnRefused';
  readonly reason: SignOnRefusal;
  /** What an operator needs to mend the settings, by code only: it goes into the log. */
  readonly detail: string | undefined;

  constructor(reason: SignOnRefusal, detail?: string, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
    this.detail = detail;
  }
}
