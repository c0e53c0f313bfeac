// All checks with their scripts, as checks.txt has them: `npm run list` after a change. Nothing runs.
import { execFileSync } from 'node:child_process'

const SCRIPTS = ['engine', 'packets', 'auth', 'browser', 'generations', 'emitters', 'peers-listen', 'peers-full', 'garbage',
  'cluster', 'recovery', 'python']

for (const script of SCRIPTS) {
  const [program, file] = script === 'python' ? ['/usr/bin/python3', 'python.py'] : [process.execPath, `${script}.mjs`]
  const names = execFileSync(program, [file], { cwd: import.meta.dirname, env: { ...process.env, LOGCAST_LIST: 'true' } })
  for (const name of names.toString().trim().split('\n')) console.log(`${script} ${name}`)
}
