// The checks that need no running system, shared by `npm run check` and `npm test`.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { programEnvironment, projectFolder } from './prepare.mjs'

export const staticSteps = [
  { name: 'biome', command: ['biome', 'check', '--diagnostic-level=warn', '.'] },
  { name: 'types', command: ['tsc', '-p', '.'] },
  ...(hasWebSources() ? [{ name: 'types of the pages', command: ['tsc', '-p', 'src/web'] }] : []),
]

function hasWebSources() {
  return readdirSync(join(projectFolder, 'src/web'), { recursive: true }).some(name => /\.tsx?$/.test(String(name)))
}

/** Runs all steps at once, tells each result as it comes, and the output of what failed. Answers the failed names. */
export async function runSteps(steps) {
  const results = await Promise.all(
    steps.map(async ({ name, command }) => {
      const beganAt = Date.now()
      const { code, output } = await collect(command)
      const seconds = ((Date.now() - beganAt) / 1000).toFixed(1)
      console.log(
        code === 0 ? `ok      ${name} (${seconds} s)` : `FAILED  ${name} (${seconds} s)\n${output.trimEnd()}\n`,
      )
      return { name, code }
    }),
  )
  return results.filter(({ code }) => code !== 0).map(({ name }) => name)
}

function collect([file, ...args]) {
  return new Promise(resolve => {
    const child = spawn(file, args, {
      cwd: projectFolder,
      env: programEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = part => {
      output += part
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.on('error', error => resolve({ code: 1, output: error.message }))
    child.on('close', code => resolve({ code: code ?? 1, output }))
  })
}
