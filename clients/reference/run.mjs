// Runs the scripts against Node's own server; `npm run reference [script …]`.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const here = (file) => fileURLToPath(new URL(file, import.meta.url))
const started = []
const stop = () => started.forEach((child) => child.kill())
process.on('exit', stop)

function start(command, args, environment = {}, input = 'ignore') {
  const child = spawn(command, args, { env: { ...process.env, ...environment }, stdio: [input, 'pipe', 'inherit'] })
  started.push(child)
  return Object.assign(child, { lines: createInterface({ input: child.stdout }) })
}

const free = () =>
  new Promise((got) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => got(port))
    })
  })

const redisPort = await free()
const redis = start('redis-server', ['--port', redisPort, '--save', '', '--dir', mkdtempSync(join(tmpdir(), 'redis-'))])
await new Promise((ready) => redis.lines.on('line', (line) => line.includes('Ready to accept') && ready()))
const redisUrl = `redis://127.0.0.1:${redisPort}`

const gateways = new Map()

const gateway = (settings) => {
  const child = start(process.execPath, [here('gateway.mjs'), JSON.stringify({ redis: redisUrl, ...settings })])
  return new Promise((ready) =>
    child.lines.once('line', (url) => {
      gateways.set(url, { child, settings: { ...settings, port: Number(new URL(url).port) } })
      ready(url)
    }),
  )
}

/** What a script wants to have done to its gateway. */
async function conduct(what, url) {
  const { child, settings } = gateways.get(url)
  if (what === 'restart') return gateway(settings)
  child.kill('SIGKILL')
  await new Promise((dead) => child.once('exit', dead))
}

const memory = await gateway({})
const [peer, otherPeer] = [await gateway({ adapter: 'redis' }), await gateway({ adapter: 'redis' })]
const [one, two] = [await gateway({ adapter: 'streams', key: 'unused' }), await gateway({ adapter: 'streams' })]
const strict = await gateway({ allowEIO3: false })

/** Which server can keep which promises. */
const scripts = {
  engine: [memory],
  packets: [peer],
  auth: [memory],
  browser: [memory],
  generations: [peer],
  emitters: [peer],
  'peers-listen': [peer],
  'peers-full': [peer],
  recovery: [one, two],
  cluster: [peer, otherPeer],
  python: [memory],
}
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(scripts)
let failed = 0
for (const script of wanted) {
  const [program, file] = script === 'python' ? ['/usr/bin/python3', 'python.py'] : [process.execPath, `${script}.mjs`]
  const child = start(program, [here(`../${file}`)], {
    LOGCAST_URLS: scripts[script].join(','),
    LOGCAST_STRICT_URL: strict,
    LOGCAST_REDIS: redisUrl,
    LOGCAST_CONNECT_TIMEOUT: '5000',
    LOGCAST_UPGRADE_TIMEOUT: '5000',
    LOGCAST_CONDUCTOR: 'stdin',
  }, 'pipe')
  child.lines.on('line', async (line) => {
    const { check, ok, why, beyondNode, ask } = JSON.parse(line)
    if (ask) return child.stdin.write(`${await conduct(ask, scripts[script][0])}\n`)
    if (!ok && !beyondNode) failed++
    console.log(`${ok ? 'ok  ' : beyondNode ? 'node' : 'FAIL'} ${check}${ok ? '' : `\n     ${beyondNode ?? why}`}`)
    if (!ok && beyondNode && process.env.WHY) console.log(why)
  })
  await new Promise((ended) => child.on('exit', ended))
}
console.log(failed === 0 ? 'all that Node can do' : `${failed} FAILED`)
process.exit(failed === 0 ? 0 : 1)
