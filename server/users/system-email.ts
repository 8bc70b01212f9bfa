/** Of the account under whose name imports from the shell are recorded; nobody signs in with it. */
export const SYSTEM_EMAIL = 'doorstroom@system.invalid';
