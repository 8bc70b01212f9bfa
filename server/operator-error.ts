/** What whoever runs Doorstroom can put right: shown as its message alone, without a stack. */
export class OperatorError extends Error {
  override name = 'OperatorError';
}
