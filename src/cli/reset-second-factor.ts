import { parseArgs } from 'node:util'
import { resetSecondFactorByEmail } from '../server/modules/access/index.ts'
import type { Context } from '../server/platform/context.ts'
import { DomainError } from '../server/platform/errors.ts'
import { withContext } from './with-context.ts'

const usageText = 'Usage 用法: npm run regulars -- reset-second-factor --email owner@shop.example'

/** `regulars reset-second-factor --email …`: for the last owner, whose device is lost. Whoever runs it holds the server. */
export async function run(args: string[]): Promise<number> {
  const email = emailOf(args)
  if (email === undefined) {
    console.error(usageText)
    return 2
  }
  console.log(await withContext(context => reset(context, email)))
  return 0
}

function emailOf(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { email: { type: 'string' } } }).values.email
  } catch {
    return undefined
  }
}

/** @returns the sentence that tells what happened */
export async function reset({ db, clock }: Pick<Context, 'db' | 'clock'>, email: string): Promise<string> {
  try {
    const staff = await db.transaction(tx => resetSecondFactorByEmail(tx, { email, now: clock.now() }))
    return `The second factor of ${staff.email} is reset and all their sessions ended. 已重置 ${staff.name} 的两步验证，并结束其全部登录。`
  } catch (error) {
    if (error instanceof DomainError) throw new Error(`${error.sentence('en')} ${error.sentence('zh-CN')}`)
    throw error
  }
}
