// The browser of the browser tests: the system's Chromium, and a font that has Chinese.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { projectFolder, runToEnd } from './prepare.mjs'

/** Installs what the browser tests need where that is possible. Answers one sentence when something is missing after all. */
export async function missingBrowser() {
  if (!hasBrowserTests() || missing().length === 0) return ''
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) await install(missing())
  const names = missing()
  return names.length === 0
    ? ''
    : `The browser tests need ${names.join(' and ')}; please install them with the system's package manager.`
}

function hasBrowserTests() {
  return readdirSync(join(projectFolder, 'test'), { recursive: true }).some(name => String(name).endsWith('.e2e.ts'))
}

function missing() {
  return [...(hasChromium() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])]
}

function hasChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.some(folder => existsSync(join(folder, 'chromium')) || existsSync(join(folder, 'google-chrome')))
}

function hasChineseFont() {
  try {
    return execFileSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).trim() !== ''
  } catch {
    return false
  }
}

async function install(names) {
  console.log(`Installing ${names.join(' and ')} for the browser tests …`)
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  await runToEnd('apt-get', ['update', '-qq'], options)
  await runToEnd('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], options)
}
