import { z } from 'zod';
import { Role } from '#shared/permissions.ts';
import { defineRoute } from './route.ts';

export const getAbout = defineRoute({
  id: 'getAbout',
  method: 'GET',
  path: '/about',
  tag: 'about',
  summary: 'What runs here; in demo mode the accounts to try',
  permission: 'public',
  responses: {
    200: z.object({
      name: z.literal('Doorstroom'),
      version: z.string(),
      mode: z.enum(['demo', 'production']),
      /** Which ways in there are. */
      signIn: z.object({ password: z.boolean(), singleSignOn: z.boolean() }),
      /** As the operator wrote them; null where that is not done. */
      contacts: z.object({ office: z.string().nullable(), dpo: z.string().nullable(), security: z.string().nullable() }),
      demoPassword: z.string().optional(),
      demoAccounts: z.array(z.object({ email: z.string(), name: z.string(), role: Role, municipalities: z.array(z.string()) })).optional(),
    }),
  },
  errors: [],
});
