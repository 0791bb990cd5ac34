/** Who reads why: somebody at the till, the member, or whoever examines the shop. */
export const audiences = ['cashier', 'member', 'auditor'] as const
export type Audience = (typeof audiences)[number]
