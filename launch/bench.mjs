// `npm run -s bench -- NAME`: one figure of the README, measured on this machine. The last line printed is JSON.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, programEnvironment, projectFolder, runToEnd } from './prepare.mjs'

await prepare({ needsDevelopment: true })
const folder = join(projectFolder, 'bench')
const names = readdirSync(folder).flatMap(file => (file.endsWith('.ts') ? [file.slice(0, -3)] : []))
const [name, ...more] = process.argv.slice(2)
if (!names.includes(name)) {
  console.error(`npm run -s bench -- NAME, where NAME is one of: ${names.join(', ')}`)
  process.exit(2)
}
if (name.startsWith('checkout')) await requirePrograms()
process.exit(
  await runToEnd('node', [join(folder, `${name}.ts`), ...more], { stdio: 'inherit', env: programEnvironment() }),
)

/** wrk makes the load: a generator that costs as much as the server would measure itself. */
async function requirePrograms() {
  if (existsSync('/usr/bin/wrk')) return
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    // To the other output: the last line of this one is the result.
    const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    await runToEnd('apt-get', ['update', '-qq'], options)
    await runToEnd('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'wrk'], options)
  }
  if (existsSync('/usr/bin/wrk')) return
  console.error('This benchmark needs wrk: install it with the system’s package manager.')
  process.exit(2)
}
