import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib'

const require = createRequire(import.meta.url)

/** What the choice of a browser depends on; read from the running machine unless a test says otherwise. */
export interface Machine {
  platform: NodeJS.Platform
  arch: string
  /** The packaged Chromium is linked against glibc; Alpine has another C library. */
  glibc: boolean
  home: string
  exists(path: string): boolean
}

export type Choice =
  | { from: 'installed'; program: string }
  | { from: 'package' }
  | { from: 'nowhere'; reason: string }

/** Environment and program with which the browser is started. */
export interface Launchable {
  program: string
  env: NodeJS.ProcessEnv
}

/**
 * Which browser to use: the one CHROME_PATH names; on Linux x64 the one of the npm package, so that results
 * do not depend on what is installed; elsewhere an installed Chrome, Chromium or Edge.
 */
export function chooseBrowser(env: NodeJS.ProcessEnv, machine: Machine): Choice {
  const named = env['CHROME_PATH']
  if (named)
    return machine.exists(named)
      ? { from: 'installed', program: named }
      : { from: 'nowhere', reason: `CHROME_PATH names ${named}, and there is no such file.` }
  if (machine.platform === 'linux' && machine.arch === 'x64' && machine.glibc) return { from: 'package' }
  const program = usualPlaces(env, machine).find((path) => machine.exists(path))
  if (program) return { from: 'installed', program }
  return {
    from: 'nowhere',
    reason:
      'No browser was found for the browser tests: install Google Chrome, Chromium or Microsoft Edge, ' +
      'or set CHROME_PATH to the program (on Linux x64 with glibc one comes with npm install).',
  }
}

function usualPlaces(env: NodeJS.ProcessEnv, machine: Machine): string[] {
  if (machine.platform === 'darwin')
    return ['/Applications', join(machine.home, 'Applications')].flatMap((folder) =>
      ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `${folder}/${name}.app/Contents/MacOS/${name}`,
      ),
    )
  if (machine.platform === 'win32')
    return [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
        `${folder}\\Chromium\\Application\\chrome.exe`,
        `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
      ])
  return [
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/microsoft-edge-stable',
    '/snap/bin/chromium',
  ]
}

function thisMachine(): Machine {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined
  return {
    platform: process.platform,
    arch: process.arch,
    glibc: report?.header?.glibcVersionRuntime !== undefined,
    home: homedir(),
    exists: existsSync,
  }
}

/** A browser ready to be started, unpacked and with Chinese fonts where that is ours to arrange. */
export async function prepareBrowser(env: NodeJS.ProcessEnv): Promise<Launchable> {
  const choice = chooseBrowser(env, thisMachine())
  if (choice.from === 'nowhere') throw new Error(choice.reason)
  const installed = choice.from === 'installed' ? choice.program : undefined
  // Only Linux asks fontconfig; macOS and Windows bring Chinese fonts of their own.
  if (installed && process.platform !== 'linux') return { program: installed, env }

  return inCache(async (cache) => {
    const withFonts = { HOME: tmpdir(), ...env, FONTCONFIG_FILE: await writeFontsConf(cache) }
    if (installed) return { program: installed, env: withFonts }
    const folder = await unpackChromium(cache)
    const libraries = [join(folder, 'lib'), env['LD_LIBRARY_PATH']].filter(Boolean).join(':')
    return { program: join(folder, 'chromium'), env: { ...withFonts, LD_LIBRARY_PATH: libraries } }
  })
}

/**
 * Works in `node_modules/.cache`, or in the user's own cache where that belongs to somebody else and does not
 * hold yet what is needed.
 */
async function inCache<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const beside = resolve(packageFolder('@sparticuz/chromium'), '../../.cache/mingjing-browser')
  const own = join(homedir(), '.cache/mingjing-browser')
  try {
    return await work(beside)
  } catch (first) {
    try {
      return await work(own)
    } catch (second) {
      const cause = new AggregateError([first, second])
      throw new Error(`The browser could be prepared neither in ${beside} nor in ${own}.`, { cause })
    }
  }
}

/**
 * Unpacks the packaged Chromium once for each version and returns its folder. It appears under its name by
 * one rename, complete: two processes that start at once both unpack, and the second finds the work done.
 */
export async function unpackChromium(cache: string): Promise<string> {
  const source = packageFolder('@sparticuz/chromium')
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { version: string }
  const folder = join(cache, `chromium-${version}`)
  if (existsSync(folder)) return folder

  const partial = `${folder}.partial-${randomUUID()}`
  try {
    await mkdir(join(partial, 'lib'), { recursive: true })
    await pipeline(
      createReadStream(join(source, 'bin/chromium.br')),
      createBrotliDecompress({ chunkSize: 2 ** 21 }),
      createWriteStream(join(partial, 'chromium'), { mode: 0o755 }),
    )
    // NSS, NSPR and expat: all that the program asks for beyond glibc, so that no system package is needed.
    const libraries = brotliDecompressSync(await readFile(join(source, 'bin/al2023.tar.br')))
    for (const file of filesInTar(libraries)) await writeFile(join(partial, 'lib', file.name), file.content)
    await rename(partial, folder)
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    if (!existsSync(folder))
      throw new Error(`Chromium could not be unpacked into ${folder}.`, { cause: error })
  }
  return folder
}

/** The plain files of a tar, by their last name: the archive read here is flat and has no long names. */
function* filesInTar(tar: Buffer): Generator<{ name: string; content: Buffer }> {
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const field = (from: number, to: number) =>
      tar.toString('latin1', at + from, at + to).replace(/[\0 ].*$/s, '')
    const size = Number.parseInt(field(124, 136), 8)
    if (['0', ''].includes(field(156, 157)))
      yield { name: basename(field(0, 100)), content: tar.subarray(at + 512, at + 512 + size) }
    at += 512 + Math.ceil(size / 512) * 512
  }
}

/**
 * A fonts.conf that names the fonts of the npm packages and no others, so that a picture is the same on
 * every machine. Its name carries its content, since the paths change when the project is moved.
 */
async function writeFontsConf(cache: string): Promise<string> {
  const folders = ['noto-sans-sc', 'noto-serif-sc'].flatMap((font) =>
    ['400Regular', '700Bold'].map((weight) => join(packageFolder(`@expo-google-fonts/${font}`), weight)),
  )
  const conf = fontsConf(folders, join(cache, 'fontconfig'))
  const file = join(cache, `fonts-${createHash('sha256').update(conf).digest('hex').slice(0, 12)}.conf`)
  if (!existsSync(file)) {
    const partial = `${file}.partial-${randomUUID()}`
    await mkdir(cache, { recursive: true })
    await writeFile(partial, conf)
    await rename(partial, file)
  }
  return file
}

function fontsConf(folders: string[], cache: string): string {
  const xml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const preferring = { 'sans-serif': 'Noto Sans SC', serif: 'Noto Serif SC', monospace: 'Noto Sans SC' }
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    ...folders.map((folder) => `  <dir>${xml(folder)}</dir>`),
    `  <cachedir>${xml(cache)}</cachedir>`,
    ...Object.entries(preferring).map(
      ([family, font]) =>
        `  <alias binding="same"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`,
    ),
    '</fontconfig>',
    '',
  ].join('\n')
}

/** Where an installed package lies. Its main file is resolved, not its package.json, which may be closed. */
function packageFolder(name: string): string {
  let folder = dirname(require.resolve(name))
  while (!existsSync(join(folder, 'package.json')) || !folder.endsWith(join('node_modules', name)))
    folder = dirname(folder)
  return folder
}
