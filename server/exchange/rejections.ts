import type { RejectedRow } from '#shared/contract/exchange.ts';

/** The rows that an import does not take. All are counted, the first thousand named: the file's length is the sender's choice. */
export class Rejections {
  static readonly MOST_NAMED = 1_000;
  count = 0;
  readonly #named: RejectedRow[] = [];

  add(row: RejectedRow): void {
    this.count++;
    if (this.#named.length < Rejections.MOST_NAMED) this.#named.push(row);
  }

  /** Those met so far, to go on from: a transaction that is done again begins with what was known before it. */
  copy(): Rejections {
    const copy = new Rejections();
    copy.count = this.count;
    copy.#named.push(...this.#named);
    return copy;
  }

  /** By line. */
  named(): RejectedRow[] {
    return this.#named.toSorted((a, b) => a.line - b.line);
  }
}
