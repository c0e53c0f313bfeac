// A headless Chromium, started when it is first wanted.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch } from 'puppeteer-core'

const executablePath = process.env.LOGCAST_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync)
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync']

let launched

export const browser = () => (launched ??= start())

/** At the end of a script. */
export const closeBrowser = async () => (await launched)?.close()

function start() {
  const userDataDir = mkdtempSync(join(tmpdir(), 'logcast-chromium-'))
  process.on('exit', () => rmSync(userDataDir, { recursive: true, force: true, maxRetries: 3 }))
  return launch({ executablePath, userDataDir, args: FLAGS })
}
