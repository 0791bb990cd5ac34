import type { BackupCodesAnswer, EnrolmentAnswer, SignInRules } from '../../shared/contract/access.ts'
import type { Sessions, Staff } from './answers.ts'
import { read, send } from './client.ts'

export const beginEnrolment = (password: string) =>
  send<EnrolmentAnswer>('POST', '/api/auth/two-factor/enable', { body: { password } })

export const confirmCode = (code: string) =>
  send<unknown>('POST', '/api/auth/two-factor/verify-totp', { body: { code } })

export const confirmBackupCode = (code: string) =>
  send<unknown>('POST', '/api/auth/two-factor/verify-backup-code', { body: { code } })

export const renewBackupCodes = (password: string) =>
  send<BackupCodesAnswer>('POST', '/api/auth/two-factor/generate-backup-codes', { body: { password } })

export const disableSecondFactor = (password: string) =>
  send<unknown>('POST', '/api/auth/two-factor/disable', { body: { password } })

export const readSessions = () => read<Sessions>('/v1/myself/sessions')

export const endSession = (sessionId: string, key: string) =>
  send<unknown>('DELETE', `/v1/myself/sessions/${encodeURIComponent(sessionId)}`, { key })

export const endOtherSessions = (key: string) =>
  send<{ ended: number }>('POST', '/v1/myself/sessions/end-others', { body: {}, key })

export const readSignInRules = () => read<SignInRules>('/v1/sign-in-rules')

export const changeSignInRules = (body: SignInRules, key: string) =>
  send<SignInRules>('PUT', '/v1/sign-in-rules', { body, key })

export const resetSecondFactor = (staffId: string, key: string) =>
  send<Staff>('POST', `/v1/staff/${encodeURIComponent(staffId)}/reset-second-factor`, { body: {}, key })
