import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the pages are made of. A change of any byte of it means that they are built anew. */
const sourceFolders = ['src/web', 'src/shared', 'src/program']
const sourceFiles = ['vite.config.ts', 'package-lock.json']

type BuildPages = { projectFolder: string; log: (sentence: string) => void }

/** Builds the pages for the browser, unless dist holds them already: the one place that decides this. */
export async function buildPages({ projectFolder, log }: BuildPages): Promise<void> {
  if (!(await hasPages(projectFolder))) {
    log('There are no pages to build yet; the API works without. 还没有网页，仅提供接口。')
    return
  }
  const stampFile = join(projectFolder, 'dist/sources.sha256')
  const fingerprint = await fingerprintOf(projectFolder)
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === fingerprint) return

  const vite = join(projectFolder, 'node_modules/vite/bin/vite.js')
  if (!existsSync(vite)) {
    if (!existsSync(join(projectFolder, 'dist')))
      throw new Error('The pages are not built, and vite is not installed: run npm ci --include=dev.')
    log('The pages in dist are of another version, but vite is not installed: they are served as they are.')
    return
  }
  log('Building the pages … 正在构建网页……')
  await runVite({ projectFolder, vite })
  await writeFile(stampFile, fingerprint)
}

async function hasPages(projectFolder: string): Promise<boolean> {
  if (!existsSync(join(projectFolder, 'vite.config.ts'))) return false
  const names = await readdir(join(projectFolder, 'src/web'), { recursive: true })
  return names.some(name => name.endsWith('.html'))
}

/** Contents, not times: a checkout or a copied image gives every file a new time. */
async function fingerprintOf(projectFolder: string): Promise<string> {
  const listed = await Promise.all(
    sourceFolders.map(async folder => {
      const entries = await readdir(join(projectFolder, folder), { recursive: true, withFileTypes: true })
      return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
    }),
  )
  const files = [...listed.flat(), ...sourceFiles.map(name => join(projectFolder, name))].sort()
  const contents = await Promise.all(files.map(file => readFile(file)))
  const hash = createHash('sha256')
  for (const [index, content] of contents.entries()) {
    hash.update(`${files[index]?.slice(projectFolder.length)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Its output is shown only when it fails. */
function runVite({ projectFolder, vite }: { projectFolder: string; vite: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (part: Buffer) => {
      output += part.toString('utf8')
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', code =>
      code === 0 ? resolve() : reject(new Error(`The pages could not be built:\n${output.trim()}`)),
    )
  })
}
