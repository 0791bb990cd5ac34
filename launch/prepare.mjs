// What every command needs first. Plain JavaScript: it runs before anything is installed, on any Node from 20 on.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectFolder = join(dirname(fileURLToPath(import.meta.url)), '..')

const modules = join(projectFolder, 'node_modules')
const pinnedNode = join(modules, 'node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/**
 * Installs what package-lock.json asks for, unless it is there, and goes on in the pinned Node.
 * Where this process already is the pinned Node it simply returns; otherwise a second process runs the same script
 * with the same arguments, and this one ends with its exit code.
 * @param {{ needsDevelopment: boolean }} options whether the packages for building and testing are needed too
 */
export async function prepare({ needsDevelopment }) {
  if (!isInstalled(needsDevelopment)) await install()
  if (process.version === `v${JSON.parse(readFileSync(join(modules, 'node/package.json'), 'utf8')).version}`) return
  // The channel tells the other process when this one is killed, so that nothing is left behind.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc']
  process.exit(await runToEnd(pinnedNode, process.argv.slice(1), { stdio }))
}

/** npm notes in node_modules what it has put there, at the very end: an interrupted installation has no such note. */
function isInstalled(needsDevelopment) {
  const present = packagesIn(join(modules, '.package-lock.json'))
  if (!present || !existsSync(pinnedNode)) return false
  const wanted = Object.entries(packagesIn(join(projectFolder, 'package-lock.json')) ?? {}).filter(
    ([name]) => name !== '',
  )
  // A server may be installed without the development packages, but then without any of them.
  const hasDevelopment = wanted.some(([name, { dev }]) => dev && name in present)
  if (needsDevelopment && !hasDevelopment) return false
  return wanted.every(([name, { version, optional, devOptional, dev }]) =>
    name in present ? present[name].version === version : optional || devOptional || (dev && !hasDevelopment),
  )
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages
  } catch {
    return undefined
  }
}

async function install() {
  console.log('Installing the packages of package-lock.json, about a minute … 正在安装依赖，约一分钟……')
  const npm = process.env.npm_execpath ?? ''
  const [file, ...first] = basename(npm) === 'npm-cli.js' ? [process.execPath, npm] : ['npm']
  // Warnings about the version of Node are expected: npm itself runs on the system's, the packages on the pinned one.
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const code = await runToEnd(file, [...first, ...options], { stdio: 'inherit', cwd: projectFolder })
  if (code === 0) return
  console.error('npm ci did not succeed; its reason stands above. 依赖安装失败，原因见上。')
  process.exit(code)
}

/** Programs of node_modules first, so that their `#!/usr/bin/env node` finds the pinned one. */
export function programEnvironment() {
  return { ...process.env, PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter) }
}

/** Runs a program to its end and passes on the signals that are meant for it. Answers its exit code. */
export function runToEnd(file, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, options)
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    const pass = signal => child.kill(signal)
    for (const signal of signals) process.on(signal, pass)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass)
      resolve(code ?? 128 + (constants.signals[signal ?? 'SIGKILL'] ?? 0))
    })
  })
}
