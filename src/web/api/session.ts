import type { SignInAnswer } from '../../shared/contract/access.ts'
import type { Myself } from './answers.ts'
import { read, send } from './client.ts'

export const readMyself = () => read<Myself>('/v1/myself')

export const signIn = (body: { email: string; password: string }) =>
  send<SignInAnswer>('POST', '/api/auth/sign-in/email', { body })

export const changePassword = (body: { currentPassword: string; newPassword: string }) =>
  send<unknown>('POST', '/api/auth/change-password', { body })

export const signOut = () => send<unknown>('POST', '/api/auth/sign-out', { body: {} })
