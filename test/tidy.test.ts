import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/** The house of ARCHITECTURE.md, executed: who may know whom, and where things live. */

const root = join(import.meta.dirname, '..')

/** Lowest floor first. A module may call those on floors below it, through index.ts; news travels up by event. */
const floors: readonly (readonly string[])[] = [
  ['organisation'],
  ['access'],
  ['sign-in', 'keys', 'alerts'],
  ['audit', 'catalog', 'members', 'programs', 'approvals'],
  ['refusals'],
  ['ledger'],
  ['coupons', 'levels', 'limits', 'backtests'],
  ['checkout'],
  ['imports', 'activities'],
  ['rewards', 'benefits', 'joining'],
]

type Source = { path: string; text: string; imports: string[]; isTest: boolean }

const sources: Source[] = ['src', 'launch', 'test', 'bench']
  .flatMap(folder => filesBelow(join(root, folder)))
  .filter(path => /\.(ts|tsx|mjs)$/.test(path))
  .map(path => read(path))
const ours = sources.filter(source => !source.isTest && source.path.startsWith('src/'))

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}

function read(path: string): Source {
  const text = readFileSync(path, 'utf8')
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(match =>
    relative(root, resolve(dirname(path), match[1] ?? '')),
  )
  const name = relative(root, path)
  return {
    path: name,
    text,
    imports: found,
    isTest: /\.(test|db\.test|dom\.test|e2e)\.tsx?$|-for-tests\.ts$/.test(name) || name.startsWith('test/'),
  }
}

const moduleOf = (path: string) => /^src\/server\/modules\/([^/]+)\//.exec(path)?.[1]
const floorOf = (module: string) => floors.findIndex(names => names.includes(module))
const broken = (rule: (source: Source) => string[]) =>
  ours.flatMap(source => rule(source).map(what => `${source.path}: ${what}`))

describe('the house', () => {
  test('every module stands on a floor', () => {
    const modules = new Set(ours.flatMap(source => moduleOf(source.path) ?? []))
    expect([...modules].filter(module => floorOf(module) < 0)).toEqual([])
  })

  test('a module calls only those on floors below it, through their doors', () => {
    expect(
      broken(({ path, imports }) => {
        const from = moduleOf(path)
        if (!from) return []
        return imports.flatMap(to => {
          const other = moduleOf(to)
          if (!other || other === from) return []
          if (floorOf(other) >= floorOf(from)) return [`${other} is not on a floor below`]
          return basename(to) === 'index.ts' ? [] : [`goes around the door of ${other}: ${to}`]
        })
      }),
    ).toEqual([])
  })

  test('whoever stands outside the modules uses their doors', () => {
    expect(
      broken(({ path, imports }) =>
        moduleOf(path) ? [] : imports.filter(to => moduleOf(to) && basename(to) !== 'index.ts'),
      ),
    ).toEqual([])
  })

  test('program imports only shared; shared imports nothing of ours', () => {
    expect(
      broken(({ path, imports }) =>
        path.startsWith('src/program/') ? imports.filter(to => !/^src\/(program|shared)\//.test(to)) : [],
      ),
    ).toEqual([])
    expect(
      broken(({ path, imports }) =>
        path.startsWith('src/shared/') ? imports.filter(to => !to.startsWith('src/shared/')) : [],
      ),
    ).toEqual([])
  })

  test('the back-test imports only the program language and what is shared', () => {
    expect(
      broken(({ path, imports }) =>
        path.startsWith('src/backtest/') ? imports.filter(to => !/^src\/(backtest|program|shared)\//.test(to)) : [],
      ),
    ).toEqual([])
  })

  test('platform knows no module, and pages know no server', () => {
    expect(
      broken(({ path, imports }) =>
        path.startsWith('src/server/platform/')
          ? imports.filter(to => !/^src\/(server\/platform|shared)\//.test(to))
          : [],
      ),
    ).toEqual([])
    expect(
      broken(({ path, imports }) =>
        path.startsWith('src/web/') ? imports.filter(to => /^src\/(server|cli)\//.test(to)) : [],
      ),
    ).toEqual([])
  })

  test('the sources import each other without a circle', () => {
    expect(circles()).toEqual([])
  })
})

/** Every circle of value imports, each named once. Types alone make no circle: they are gone when the program runs. */
function circles(): string[] {
  const graph = new Map(ours.map(source => [source.path, valueImports(source)]))
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (path: string, way: string[]) => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') return void found.push([...way.slice(way.indexOf(path)), path].join(' → '))
    state.set(path, 'open')
    for (const next of graph.get(path) ?? []) visit(next, [...way, path])
    state.set(path, 'done')
  }
  for (const path of graph.keys()) visit(path, [])
  return found
}

function valueImports({ path, text }: Source): string[] {
  const withoutTypes = text
    .replace(/^(import|export) type [^']*'[^']+'/gm, '')
    .replace(/import \{(\s*type [\w ]+,?)+\s*\} from '[^']+'/g, '')
  return [...withoutTypes.matchAll(/from '(\.[^']+)'/g)].map(match =>
    relative(root, resolve(dirname(join(root, path)), match[1] ?? '')),
  )
}

describe('where things live', () => {
  test('SQL is written in stores only', () => {
    const sql =
      /[`'"]\s*(select\s[\s\S]{1,200}\sfrom|insert into|update \w+(\.\w+)? (set|\w+ set)|delete from|with \w+ as \()/i
    const mayHoldSql =
      /-store\.ts$|platform\/(database|migrate|key-file|postgres-[\w-]+|instance-lock)\.ts$|staff-auth\.ts$/
    expect(ours.filter(({ path, text }) => sql.test(text) && !mayHoldSql.test(path)).map(({ path }) => path)).toEqual(
      [],
    )
  })

  test('only the HTTP side knows the web framework', () => {
    const users = ours.filter(({ text }) => /from '(fastify|@fastify\/[\w-]+)'/.test(text)).map(({ path }) => path)
    expect(
      users.filter(path => !/app\.ts$|routes\.ts$|^src\/server\/platform\/|authenticat|staff-auth/.test(path)),
    ).toEqual([])
  })

  test('the environment is read in one place', () => {
    const readers = ours
      .filter(({ path, text }) => text.includes('process.env') && !path.startsWith('src/server/platform/config'))
      .map(({ path }) => path)
    expect(readers.filter(path => !/postgres-|os-user|supervise|build-pages/.test(path))).toEqual([])
  })

  test('every file is reached from an entry', () => {
    const entries =
      /^src\/(server\/(main|worker|sandbox\/main|backtest-process\/main)\.ts|backtest\/worker\.ts|cli\/(regulars|[\w-]+)\.ts|web\/.*main\.tsx?|web\/vite-env\.d\.ts)$|^vite/
    const reached = new Set(sources.flatMap(source => (source.isTest ? [] : source.imports)))
    const contract = (path: string) => path.startsWith('src/shared/contract/')
    expect(
      ours.map(({ path }) => path).filter(path => !reached.has(path) && !entries.test(path) && !contract(path)),
    ).toEqual([])
  })

  test('files have kebab-case names and stay below 300 lines', () => {
    expect(
      ours.map(({ path }) => basename(path)).filter(name => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(name)),
    ).toEqual([])
    const long = ours
      .filter(({ text }) => text.split('\n').length > 301)
      .map(({ path, text }) => `${path} ${text.split('\n').length}`)
    expect(long.filter(entry => !isWaived(entry.split(' ')[0] ?? ''))).toEqual([])
  })

  test('nothing is cast', () => {
    const cast = /\bas (?!const\b)(unknown|any|never|string|number|object|Record|[A-Z]\w*)(?=[\s,;)\]>.<[]|$)/
    const lines = ours
      .filter(({ path }) => path.endsWith('.ts') || path.endsWith('.tsx'))
      .flatMap(({ path, text }) =>
        text
          .split('\n')
          .filter(
            line =>
              cast.test(line.replace(/(\/\/|\*).*$/, '').replace(/`[^`]*`|'[^']*'|"[^"]*"/g, '')) &&
              !/^\s*(import|export|type \w+,)|\w+ as \w+,?$/.test(line) &&
              !isSqlLine(line),
          )
          .map(line => `${path}: ${line.trim()}`),
      )
    expect(lines).toEqual([])
  })
})

/** Lines of SQL inside longer templates: "… as name". */
function isSqlLine(line: string): boolean {
  return (
    /^\s*(select|from|with|union|join|left join|where|order by|group by|insert|update|on conflict|set|values|coalesce|sum|count|\(|m\.|unnest|\w+,)/i.test(
      line,
    ) || /::\w+/.test(line)
  )
}

/** Files that may be longer, each with its reason. */
const waivers: Readonly<Record<string, string>> = {
  'src/program/document.ts': 'The whole vocabulary of the program language in one place, as its readers expect.',
  'src/server/modules/checkout/receipt-store.ts': 'One table row has forty columns, named on reading and on writing.',
  'src/server/modules/checkout/errors.ts': 'Every refusal at the till in three languages: a table, not logic.',
  'src/server/modules/checkout/read-world.ts':
    'What a batch reads, in the order it reads it; splitting it would hide the order.',
}
function isWaived(path: string): boolean {
  return path in waivers || /texts\/|texts\.ts$/.test(path)
}

describe('the documents', () => {
  test('every dependency is named with its reason in ARCHITECTURE.md', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
    const names = Object.keys({ ...dependencies, ...devDependencies }).filter(name => !name.startsWith('@types/'))
    expect(names.filter(name => !text.includes(`\`${name}\``))).toEqual([])
  })

  test('every module says what it owns, in at most thirty lines', () => {
    const modules = [...new Set(ours.flatMap(source => moduleOf(source.path) ?? []))]
    for (const module of modules) {
      const text = readFileSync(join(root, `src/server/modules/${module}/README.md`), 'utf8')
      expect(text.split('\n').length, module).toBeLessThanOrEqual(31)
    }
  })
})
