import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Language } from '../../../src/shared/languages.ts'

/** Where browsers usually are. CHROMIUM names another one. */
const browserPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export const desk = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? browserPaths.find(path => existsSync(path))
  if (!executablePath) throw new Error('no Chromium found: install one, or name it in CHROMIUM')
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] })
}

export type Visitor = { page: Page; context: BrowserContext; mishaps: string[]; leave: () => Promise<void> }
export type VisitorOptions = { url: string; language?: Language; viewport?: { width: number; height: number } }

/** A person with a browser of their own. `mishaps` are the errors that the page threw: a test expects none. */
export async function newVisitor(
  browser: Browser,
  { url, language = 'zh-CN', viewport = desk }: VisitorOptions,
): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: url, viewport, reducedMotion: 'reduce' })
  const chosen = `localStorage.setItem('regulars.language', ${JSON.stringify(language)})`
  await context.addInitScript(chosen)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const mishaps: string[] = []
  page.on('pageerror', error => mishaps.push(error.message))
  return { page, context, mishaps, leave: () => context.close() }
}

/** Signs in on whatever page asks for it; the address stays. */
export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('邮箱').fill(email)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '登录' }).waitFor({ state: 'detached' })
}

/** Opens the till, signs in and takes the first till of the first store. */
export async function openTill(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto('/till')
  await signIn(page, who)
  await page.getByRole('button', { name: '开始收银' }).click()
  await memberField(page).waitFor()
}

export const memberField = (page: Page) => page.getByRole('textbox', { name: '手机号 / 会员卡 / 会员号' })

/** Types what a scanner would: the text and Enter. */
export async function recognise(page: Page, text: string): Promise<void> {
  await memberField(page).fill(text)
  await memberField(page).press('Enter')
}

/** As a scanner does, wherever the focus is. The browser is told when each key came, so that a busy machine makes no scanner slow. */
export async function scan(page: Page, code: string): Promise<void> {
  const keyboard = await page.context().newCDPSession(page)
  const startAt = Date.now() / 1_000
  const keys = [...code].map(key => ({ key, text: key }))
  for (const [index, key] of [...keys, { key: 'Enter', text: '\r', windowsVirtualKeyCode: 13 }].entries()) {
    const timestamp = startAt + index * 0.01
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, timestamp })
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, timestamp })
  }
  await keyboard.detach()
}

export type TypedGoods = { sku: string; name: string; price: string; quantity?: number }

/** Keys in goods that this device has not sold before, going from field to field with Enter. */
export async function keyInGoods(page: Page, { sku, name, price, quantity = 1 }: TypedGoods): Promise<void> {
  const field = (label: string) => page.getByRole('group', { name: '商品' }).getByRole('textbox', { name: label })
  await field('数量').fill(String(quantity))
  await field('商品编号或条码').fill(sku)
  await field('商品编号或条码').press('Enter')
  await field('品名').fill(name)
  await field('品名').press('Enter')
  await field('单价').fill(price)
  await field('单价').press('Enter')
}

/** Settles by its key and waits for the answer. @returns the receipt number */
export async function settle(page: Page, amount: string): Promise<string> {
  const button = page.getByRole('button', { name: `结算 ${amount}` })
  await button.waitFor()
  await button.click()
  await page.getByRole('heading', { name: '结算成功' }).waitFor()
  const said = await page
    .getByText(/小票 \S+/)
    .first()
    .textContent()
  return /小票 (\S+)/.exec(said ?? '')?.[1] ?? ''
}

export const programEditor = (page: Page) => page.getByRole('textbox', { name: '方案原文（YAML）' })

/** High enough for a whole program: the editor draws only the lines that can be seen. */
export const tall = { width: 1440, height: 2600 }

/** The text of the program that is being written, as it stands in the editor of a tall window. */
export async function programText(page: Page): Promise<string> {
  const read = async () => (await programEditor(page).locator('.cm-line').allTextContents()).join('\n')
  await programEditor(page).getByText('program').first().waitFor()
  let text = await read()
  // It draws more lines once it has measured its height.
  for (let before = ''; before !== text; ) {
    await page.waitForTimeout(150)
    before = text
    text = await read()
  }
  return text
}

/** Replaces the whole text, as somebody does who pastes another. */
export async function writeProgram(page: Page, text: string): Promise<void> {
  await programEditor(page).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}
