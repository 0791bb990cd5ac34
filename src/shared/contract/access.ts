import Type, { type Static } from 'typebox'
import { closed, InstantText, Nullable, oneOf } from './common.ts'

export const secondFactorRules = ['required', 'offered'] as const

export const SignInRules = closed({ secondFactor: oneOf(secondFactorRules) }, { $id: 'SignInRules' })
export type SignInRules = Static<typeof SignInRules>

/** What a browser sends to sign in; these routes are for the pages and are not part of the described API. */
export const SignInBody = closed({
  email: Type.String({ minLength: 1, maxLength: 254 }),
  password: Type.String({ minLength: 1, maxLength: 128 }),
})
const NewPassword = Type.String({ minLength: 12, maxLength: 128 })
export const ChangePasswordBody = closed({
  currentPassword: Type.String({ minLength: 1, maxLength: 128 }),
  newPassword: NewPassword,
})
export const PasswordBody = closed({ password: Type.String({ minLength: 1, maxLength: 128 }) })
export const CodeBody = closed({ code: Type.String({ minLength: 1, maxLength: 40 }) })

/** After the password: signed in, or asked for the code of the second factor. */
export type SignInAnswer = { isCodeNeeded: boolean }
/** What an authenticator is set up with. The backup codes are shown this once. */
export type EnrolmentAnswer = { address: string; secret: string; backupCodes: string[] }
export type BackupCodesAnswer = { backupCodes: string[] }

export const SessionAnswer = closed(
  {
    sessionId: Type.String(),
    isThis: Type.Boolean({ description: 'The one that asks.' }),
    startedAt: InstantText,
    usedAt: InstantText,
    endsAt: InstantText,
    address: Nullable(Type.String()),
    browser: Nullable(Type.String({ description: 'As the browser calls itself.' })),
  },
  { $id: 'Session' },
)
export type SessionAnswer = Static<typeof SessionAnswer>
export const SessionList = closed({ sessions: Type.Array(Type.Ref('Session')) }, { $id: 'SessionList' })
export const EndedSessions = closed({ ended: Type.Integer() }, { $id: 'EndedSessions' })
