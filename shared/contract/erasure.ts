import { z } from 'zod';
import { text } from '#shared/text.ts';
import { Participant } from './participants.ts';
import { defineRoute } from './route.ts';

/** Why a file is erased; a code, which the audit log keeps. */
const ErasureReason = z.enum(['retention-term', 'person-asked', 'opened-by-mistake', 'unlawful']);

export const eraseFile = defineRoute({
  id: 'eraseFile',
  method: 'POST',
  path: '/participants/:id/erasure',
  tag: 'rights',
  summary: 'Erase who a person is and every text about them, for good; the anonymous steps stay, so that figures stay true',
  permission: 'file.erase',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({
    reason: ErasureReason,
    /** The participant's code, typed over. */
    confirmation: text(60),
  }),
  responses: { 200: Participant },
  etag: true,
  ifMatch: true,
  errors: ['resource.not-found', 'participant.running', 'participant.erased', 'version.required', 'version.stale'],
});
