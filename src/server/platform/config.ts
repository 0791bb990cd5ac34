import { isIP } from 'node:net'
import { homedir } from 'node:os'
import { isAbsolute, resolve } from 'node:path'

/** One setting of the environment. `text` says in one line what it does; docs/configuration.md is made from this table. */
type Setting<Value> = { name: string; fallback: string; text: string; read: (value: string) => Value }

const text = (value: string) => value
const wholeNumber =
  (min: number, max: number) =>
  (value: string): number => {
    const number = Number(value)
    if (!Number.isInteger(number) || number < min || number > max)
      throw new Error(`a whole number from ${min} to ${max}`)
    return number
  }
const share = (value: string): number => {
  const number = Number(value)
  if (value.trim() === '' || !(number >= 0 && number <= 1)) throw new Error('a number from 0 to 1')
  return number
}
const yesOrNo = (value: string): boolean => {
  if (value === 'yes') return true
  if (value === 'no') return false
  throw new Error('yes or no')
}
const timeZone = (value: string): string => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return value
  } catch {
    throw new Error('a time zone such as Asia/Shanghai')
  }
}
const oneOf =
  <Word extends string>(...words: Word[]) =>
  (value: string): Word => {
    const found = words.find(word => word === value)
    if (!found) throw new Error(`one of ${words.join(', ')}`)
    return found
  }
/** Addresses, or ranges such as 10.0.0.0/8. */
const addresses = (value: string): string[] => {
  const entries = value.split(',').map(entry => entry.trim())
  const wrong = entries.find(entry => entry !== '' && !isAddressOrRange(entry))
  if (wrong !== undefined) throw new Error('addresses or ranges such as 10.0.0.0/8, with commas between them')
  return entries.filter(entry => entry !== '')
}
function isAddressOrRange(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128))
  )
}
const folder = (value: string) => (value === '' || isAbsolute(value) ? value : resolve(value))

/** Every setting there is. Nothing else reads the environment. */
export const settings = {
  databaseUrl: {
    name: 'DATABASE_URL',
    fallback: '',
    text: 'A PostgreSQL (15 or newer) to use instead of the embedded one: postgres://user:password@host/database.',
    read: text,
  },
  dataFolder: {
    name: 'REGULARS_DATA',
    fallback: '',
    text: 'Where the embedded database keeps its data. Empty: .data in the project, or /var/lib/regulars where the database user cannot enter the project.',
    read: folder,
  },
  keyFile: {
    name: 'REGULARS_KEY_FILE',
    fallback: '',
    text: 'The key file that protects phones, e-mails and till keys. Empty: keys/regulars.key in ~/.config/regulars. Back it up apart from the data.',
    read: folder,
  },
  host: {
    name: 'HOST',
    fallback: '127.0.0.1',
    text: 'The address to listen on. 0.0.0.0 serves the whole network.',
    read: text,
  },
  port: { name: 'PORT', fallback: '8080', text: 'The port of the pages and the API.', read: wholeNumber(0, 65_535) },
  publicUrl: {
    name: 'REGULARS_URL',
    fallback: '',
    text: 'The address that browsers use, when it differs from http://HOST:PORT (behind a proxy).',
    read: text,
  },
  trustedProxies: {
    name: 'REGULARS_TRUSTED_PROXIES',
    fallback: '',
    text: 'The addresses of proxies whose X-Forwarded-For is believed, such as 127.0.0.1,10.0.0.0/8. Empty: none.',
    read: addresses,
  },
  timeZone: {
    name: 'REGULARS_TIME_ZONE',
    fallback: 'Asia/Shanghai',
    text: 'The time zone in which days begin and points expire. Set it before the first receipt.',
    read: timeZone,
  },
  demo: {
    name: 'REGULARS_DEMO',
    fallback: 'yes',
    text: 'Load the demo shop into an empty database: yes or no.',
    read: yesOrNo,
  },
  buildPages: {
    name: 'REGULARS_BUILD',
    fallback: 'yes',
    text: 'Build the pages at a start when their sources have changed: yes or no. With no, dist is served as it is.',
    read: yesOrNo,
  },
  webProcesses: {
    name: 'REGULARS_WEB_PROCESSES',
    fallback: '1',
    text: 'How many web processes share the port: one for each core that the database does not need.',
    read: wholeNumber(1, 32),
  },
  leaveSeconds: {
    name: 'REGULARS_LEAVE_SECONDS',
    fallback: '0',
    text: 'How long a web process that is told to end still serves after readiness says no, so that a load balancer notices.',
    read: wholeNumber(0, 300),
  },
  sandboxPort: {
    name: 'REGULARS_SANDBOX_PORT',
    fallback: '8090',
    text: 'The port of the sandbox, while one is open. 0: any free one.',
    read: wholeNumber(0, 65_535),
  },
  sandboxUrl: {
    name: 'REGULARS_SANDBOX_URL',
    fallback: '',
    text: 'The address that browsers use for the sandbox, when it differs from http://HOST:REGULARS_SANDBOX_PORT (behind a proxy).',
    read: text,
  },
  metricsToken: {
    name: 'REGULARS_METRICS_TOKEN',
    fallback: '',
    text: 'Whoever sends it as a bearer token may read /metrics, from anywhere. Empty: only programs of this machine may, and not through a proxy.',
    read: text,
  },
  metricsPort: {
    name: 'REGULARS_METRICS_PORT',
    fallback: '0',
    text: 'Where a background process that runs without npm start serves its /metrics, at HOST. 0: nowhere; under npm start the web port serves them.',
    read: wholeNumber(0, 65_535),
  },
  connectionsMax: {
    name: 'REGULARS_CONNECTIONS',
    fallback: '10',
    text: 'Database connections of each process.',
    read: wholeNumber(2, 200),
  },
  offlineProgramHours: {
    name: 'REGULARS_OFFLINE_PROGRAM_HOURS',
    fallback: '72',
    text: 'How long before its sale a program version may have gone out of force in the store, in hours, when an offline till names it.',
    read: wholeNumber(0, 2_160),
  },
  soldAtAgeDaysMax: {
    name: 'REGULARS_RECEIPT_AGE_DAYS',
    fallback: '400',
    text: 'How old a receipt may be when it arrives, in days.',
    read: wholeNumber(1, 3_650),
  },
  adjustmentLimitPoints: {
    name: 'REGULARS_ADJUSTMENT_LIMIT',
    fallback: '1000',
    text: 'Points that one person may add or take by hand for one member in 24 hours; above it a second person approves.',
    read: wholeNumber(0, 1_000_000_000),
  },
  adjustmentDayLimitPoints: {
    name: 'REGULARS_ADJUSTMENT_DAY_LIMIT',
    fallback: '5000',
    text: 'Points that one person may add or take by hand for all members in 24 hours; above it a second person approves.',
    read: wholeNumber(0, 1_000_000_000),
  },
  refusalDays: {
    name: 'REGULARS_REFUSAL_DAYS',
    fallback: '400',
    text: 'How long refused requests of members are kept with their reasons, in days since they were last asked for.',
    read: wholeNumber(1, 3_650),
  },
  unknownGoods: {
    name: 'REGULARS_UNKNOWN_GOODS',
    fallback: 'accept',
    text: 'What happens to goods that the catalogue does not know: accept (and list them) or refuse.',
    read: oneOf('accept', 'refuse'),
  },
  traceEndpoint: {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    fallback: '',
    text: 'The collector that gets traces, by OTLP over HTTP, such as http://127.0.0.1:4318. Empty: no traces. Other OTEL_EXPORTER_OTLP_… settings, as headers, are those of OpenTelemetry.',
    read: text,
  },
  traceShare: {
    name: 'OTEL_TRACES_SAMPLER_ARG',
    fallback: '1',
    text: 'The share of requests that are traced, from 0 to 1, where the caller has not decided it.',
    read: share,
  },
  logLevel: {
    name: 'REGULARS_LOG',
    fallback: 'warn',
    text: 'How much is logged: error (what broke), warn (also requests that failed), info (also those that were refused or took a second), debug (each request and batch).',
    read: oneOf('debug', 'info', 'warn', 'error'),
  },
} as const satisfies Record<string, Setting<unknown>>

export type Config = { [Key in keyof typeof settings]: ReturnType<(typeof settings)[Key]['read']> }

/** Reads and validates the whole environment; every mistake is named at once, in one sentence each. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const mistakes: string[] = []
  const read = <Value>({ name, fallback, read: parse }: Setting<Value>): Value => {
    const value = environment[name] ?? fallback
    try {
      return parse(value)
    } catch (error) {
      mistakes.push(`${name}=${value}: expected ${error instanceof Error ? error.message : 'something else'}`)
      return parse(fallback)
    }
  }
  const config: Config = {
    databaseUrl: read(settings.databaseUrl),
    dataFolder: read(settings.dataFolder),
    keyFile: read(settings.keyFile) || resolve(homedir(), '.config/regulars/keys/regulars.key'),
    host: read(settings.host),
    port: read(settings.port),
    publicUrl: read(settings.publicUrl),
    trustedProxies: read(settings.trustedProxies),
    timeZone: read(settings.timeZone),
    demo: read(settings.demo),
    buildPages: read(settings.buildPages),
    webProcesses: read(settings.webProcesses),
    leaveSeconds: read(settings.leaveSeconds),
    sandboxPort: read(settings.sandboxPort),
    sandboxUrl: read(settings.sandboxUrl),
    metricsToken: read(settings.metricsToken),
    metricsPort: read(settings.metricsPort),
    connectionsMax: read(settings.connectionsMax),
    offlineProgramHours: read(settings.offlineProgramHours),
    soldAtAgeDaysMax: read(settings.soldAtAgeDaysMax),
    adjustmentLimitPoints: read(settings.adjustmentLimitPoints),
    adjustmentDayLimitPoints: read(settings.adjustmentDayLimitPoints),
    refusalDays: read(settings.refusalDays),
    unknownGoods: read(settings.unknownGoods),
    traceEndpoint: read(settings.traceEndpoint),
    traceShare: read(settings.traceShare),
    logLevel: read(settings.logLevel),
  }
  if (mistakes.length > 0) throw new Error(`The settings are not right:\n  ${mistakes.join('\n  ')}`)
  return config
}
