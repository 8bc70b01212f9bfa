import { config } from 'zod';

// Each schema tries, when it is made, whether it may turn text into code. The Content-Security-Policy refuses that and the browser
// reports it; so this is imported before any schema.
config({ jitless: true });
