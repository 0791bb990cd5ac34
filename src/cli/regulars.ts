/** One command of the command line. It returns the exit code. */
export type Command = { run(args: string[]): Promise<number> }
type Entry = { text: string; load: () => Promise<Command> }

/** Every command, one file each, loaded only when it is called: a start must not wait for what it does not use. */
const commands: Readonly<Record<string, Entry>> = {
  start: { text: 'start everything and stay 启动（数据库、网页、后台）', load: () => import('./start.ts') },
  restart: { text: 'new processes take over, no request fails 平滑重启', load: () => import('./restart.ts') },
  program: { text: 'check, show and publish programs 会员方案', load: () => import('./program.ts') },
  import: { text: 'members or receipts from a file 导入会员或小票', load: () => import('./import.ts') },
  replay: { text: 'settle imported receipts 补结算导入的小票', load: () => import('./replay.ts') },
  simulate: { text: 'try a draft on recorded receipts 用历史小票回测草案', load: () => import('./simulate.ts') },
  'check-ledger': {
    text: 'prove every balance from its journal 核对全部账目',
    load: () => import('./check-ledger.ts'),
  },
  'reset-second-factor': {
    text: 'let an owner in whose device is lost 重置两步验证',
    load: () => import('./reset-second-factor.ts'),
  },
  'check-audit': {
    text: 'prove the audit trail, seal by seal 核对审计记录',
    load: () => import('./check-audit.ts'),
  },
  backup: { text: 'copy everything while the shop goes on 备份', load: () => import('./backup.ts') },
  restore: { text: 'fill a database from a back-up and prove it 恢复备份', load: () => import('./restore.ts') },
  sandbox: { text: 'a copy of the shop with a clock to move 沙盒：试用与快进时间', load: () => import('./sandbox.ts') },
  events: { text: 'what could not be delivered, and --retry 未送达的事件', load: () => import('./events.ts') },
  'first-run': {
    text: 'fill an empty database; start does it by itself 首次启动',
    load: () => import('./first-run.ts'),
  },
  openapi: { text: 'print the description of the API 打印 API 说明', load: () => import('./openapi.ts') },
  documents: {
    text: 'make errors.md, configuration.md, events.md and audit.md in docs anew 生成文档',
    load: () => import('./documents.ts'),
  },
}

export async function main([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    const isAsked = ['help', '--help', '-h'].includes(name)
    if (name && !isAsked) console.error(`There is no command "${name}". 没有这个命令。\n`)
    console.log(usage())
    return isAsked ? 0 : 2
  }
  try {
    return await (await command.load()).run(args)
  } catch (error) {
    console.error(errorText(error))
    return 1
  }
}

function usage(): string {
  const lines = Object.entries(commands).map(([name, { text }]) => `  ${name.padEnd(21)}${text}`)
  return ['Usage 用法: npm run regulars -- <command 命令> …', '', ...lines].join('\n')
}

/** A plain Error is a sentence for the person at the keyboard; of any other the place in the code matters too. */
function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.constructor === Error ? error.message : (error.stack ?? error.message)
}
