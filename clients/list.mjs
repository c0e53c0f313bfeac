// All checks with their scripts, as checks.txt has them: `npm run list` after a change. Nothing runs.
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

const SCRIPTS = ['engine', 'packets', 'auth', 'browser', 'generations', 'emitters', 'peers-listen', 'peers-full', 'garbage',
  'cluster', 'recovery', 'python', ...ofProfiles()]

for (const script of SCRIPTS) {
  const [program, file] = script === 'python' ? ['/usr/bin/python3', 'python.py'] : [process.execPath, `${script}.mjs`]
  const names = execFileSync(program, [file], { cwd: import.meta.dirname, env: { ...process.env, LOGCAST_LIST: 'true' } })
  for (const name of names.toString().trim().split('\n')) console.log(`${script} ${name}`)
}

/** profiles/<name>/<script>.mjs */
function ofProfiles() {
  return readdirSync(new URL('profiles', import.meta.url), { recursive: true })
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => `profiles/${file.slice(0, -4)}`)
    .sort()
}
