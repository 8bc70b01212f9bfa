export const keepReasons = ['expected-back', 'running-procedure', 'claim-or-appeal', 'person-asked', 'legal-duty'] as const;
