import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { removeFolder, temporaryFolder } from '../../test/support/temporary-folder.ts'
import { projectFolder } from './database-server.ts'
import { run } from './program.ts'

let folder: string
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => removeFolder(folder))
afterEach(() => vi.restoreAllMocks())

const p07 = join(projectFolder, 'programs/p07-accessory-shop.yaml')

/** Runs a command and catches what it prints. */
async function ran(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const err = vi.spyOn(console, 'error').mockImplementation(() => {})
  const code = await run(args)
  const textOf = (spy: typeof out) => spy.mock.calls.map(call => call.join(' ')).join('\n')
  return { code, out: textOf(out), err: textOf(err) }
}

async function fileWith(text: string): Promise<string> {
  const file = join(folder, 'shop.yaml')
  await writeFile(file, text)
  return file
}

test('a program without mistakes passes the check with exit code 0', async () => {
  expect(await ran('lint', p07)).toMatchObject({ code: 0, out: `${p07}: all is well 没有问题` })
})

test('each mistake is printed with file, line and column in both languages, and the exit code is 1', async () => {
  const file = await fileWith((await readFile(p07, 'utf8')).replace('window: 12 months', 'widow: 12 months'))
  const { code, out } = await ran('lint', p07, file)
  expect(code).toBe(1)
  const line = (await readFile(file, 'utf8')).split('\n').findIndex(text => text.includes('widow')) + 1
  expect(out.split('\n').slice(1)).toEqual([
    `${file}:${line}:3 error 错误 不认识“widow”，是不是“window”？`,
    '  The word "widow" is not known here. Did you mean "window"?',
  ])
})

test('warnings are printed and pass', async () => {
  const file = await fileWith(
    'program: shop\nname: { zh-CN: 店 }\nassets: { p: { name: { zh-CN: 分, zh-TW: 分, en: p } } }\n',
  )
  const { code, out } = await ran('lint', file)
  expect([code, out.split('\n')[0]]).toEqual([
    0,
    `${file}:2:1 warning 提醒 “店”缺少 zh-TW, en 的文字，将显示简体中文；请在 translations 里补上`,
  ])
})

test('a program is shown in sentences of both languages', async () => {
  const { code, out } = await ran('show', p07)
  expect(code).toBe(0)
  expect(out).toContain('饰品店会员 Accessory shop members')
  expect(out).toContain(
    '  积分抵现：每 500 分抵 ¥50，按 500 分的整数倍使用，可抵全部应付金额\n    Points off the price: ¥50 off for every 500 points',
  )
})

test('a program with mistakes is not shown and not published; they are printed instead', async () => {
  const file = await fileWith('program: shop\n')
  for (const action of ['show', 'publish'])
    expect(await ran(action, file)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining(`${file}:1:1 error`),
    })
})

test('two files are compared in sentences of both languages', async () => {
  const file = await fileWith((await readFile(p07, 'utf8')).replace('discount: 10 %', 'discount: 12 %'))
  expect(await ran('diff', p07, file)).toMatchObject({
    code: 0,
    out: '等级“金卡”：会员价 10 % → 12 %\n  Level "Gold": discount 10 % → 12 %',
  })
  expect((await ran('diff', p07, p07)).out.endsWith('No rule differs. 规则没有差异。')).toBe(true)
  expect((await ran('diff', p07, await fileWith('program: shop\n'))).code).toBe(1)
})

test('a version is named by its number', async () => {
  expect((await ran('rollback', 'shop', '--to', 'one', '--note', 'why')).code).toBe(2)
})

test('the schema that is printed is the one in the folder', async () => {
  const { out } = await ran('schema')
  expect(`${out}\n`).toBe(await readFile(join(projectFolder, 'programs/program.schema.json'), 'utf8'))
})

test('what is not understood is answered with what there is', async () => {
  for (const args of [
    [],
    ['lint'],
    ['lnit', p07],
    ['publish'],
    ['publish', p07, '--form', 'x'],
    ['diff', p07],
    ['rollback', 'shop'],
  ]) {
    const { code, err } = await ran(...args)
    expect([code, err.includes('program publish FILE')]).toEqual([2, true])
  }
})

test('an instant without its zone is refused before anything is published', async () => {
  for (const from of ['2026-04-01', '2026-04-01T00:00:00', 'tomorrow', '2026-13-01T00:00:00Z'])
    await expect(run(['publish', p07, '--from', from])).rejects.toThrow('an instant with its zone is expected')
})
