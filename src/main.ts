import { createServer as createProbe } from 'node:net'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig, type Config } from '#platform/config.ts'
import { StartupError } from '#platform/errors.ts'
import { ClusterError } from '#platform/postgres/index.ts'
import { countStaff, setUpToken } from '#modules/administration/index.ts'
import { createApp, type App } from './app.ts'
import { openCity, type OpenCity } from './city.ts'
import { DEMO_PASSWORD, demoLogins, makeDemoCity } from './demo/index.ts'

/** The web process: everything that is read from the surroundings is read here and handed down. */
async function start(): Promise<void> {
  const { values } = parseArgs({ options: { 'no-demo': { type: 'boolean', default: false } } })
  const config = readConfig()
  await refuseTakenPort(config)
  const say = (line: string) => console.log(line)
  const city = await openCity(config, say)
  let app: App | undefined
  const stop = once(async (signal: string) => {
    say(`\n${signal}: closing in order …`)
    await app?.close()
    await city.close()
    say('Closed. Nothing was lost.')
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop(signal).then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      )
    })
  }
  try {
    const empty = (await countStaff(city.database.db)) === 0
    if (empty && !values['no-demo']) {
      say('First start: making the demo city …')
      await makeDemoCity(city, new Date(), say)
    }
    app = await createApp({
      ...city,
      now: () => new Date(),
      secure: config.secure,
      publicUrl: config.publicUrl,
      logLevel: config.logLevel,
      trustProxy: config.trustProxy,
    })
    await app.server.listen({ port: config.port, host: config.host })
    await greet(config, city, app)
  } catch (error) {
    await app?.close()
    await city.close()
    throw error
  }
}

/** Asked before the database starts, so that nothing has to be undone. */
function refuseTakenPort(config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createProbe()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? `Port ${config.port} is taken: stop the other program or choose another with PORT.`
          : `Port ${config.port} cannot be opened (${error.code ?? error.message}): choose another with PORT.`
      reject(new StartupError(why, { cause: error }))
    })
    probe.listen(config.port, config.host, () => probe.close(() => resolve()))
  })
}

async function greet(config: Config, city: OpenCity, app: App): Promise<void> {
  const address = app.server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  const base = config.port === 0 ? `http://localhost:${port}` : config.publicUrl
  console.log(`\n  Portal   ${base}/\n  Console  ${base}/console/`)
  if (config.smtpUrl === undefined)
    console.log(`\n  No SMTP_URL: mail is not sent, but written to ${join(config.dataDir, 'mail')}`)
  if (config.sms === undefined)
    console.log(`  No SMS_URL: text messages are not sent, but written to ${join(config.dataDir, 'sms')}`)
  if ((await countStaff(city.database.db)) === 0) {
    console.log(`\n  Nobody can sign in yet: make the first administrator at ${base}/console/setup`)
    console.log(`  with the token ${setUpToken(city.secrets)}`)
    return
  }
  const logins = await demoLogins(city.database.db)
  if (logins.length === 0) return
  console.log(`\n  Demo logins, password ${DEMO_PASSWORD}`)
  for (const login of logins) console.log(`    ${login.login.padEnd(22)} ${login.role} · ${login.unit}`)
}

function once<A, R>(run: (argument: A) => Promise<R>): (argument: A) => Promise<R> {
  let first: Promise<R> | undefined
  return (argument) => (first ??= run(argument))
}

function fail(error: unknown): never {
  // What an operator can mend is one sentence; everything else shows where it came from.
  if (error instanceof StartupError || error instanceof ClusterError) console.error(error.message)
  else console.error(error)
  process.exit(1)
}

start().catch(fail)
