// A check is a name and a body. It prints one line of JSON; what it used is closed, whatever happened.
import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'

const only = new RegExp(process.env.LOGCAST_CHECKS ?? '')
const listed = process.env.LOGCAST_LIST === 'true'
const PATIENCE = 30_000

EventEmitter.defaultMaxListeners = 100

export { assert }

/** Waits for a condition; gives back what it gave. */
export async function until(condition, what, patience = PATIENCE) {
  const deadline = Date.now() + patience
  for (;;) {
    const result = await condition()
    if (result) return result
    if (Date.now() > deadline) throw new Error(`not within ${patience} ms: ${typeof what === 'function' ? what() : what}`)
    await pause(5)
  }
}

/** A promise that may take only so long. */
export function within(promise, what, patience = PATIENCE) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${patience} ms: ${what}`)), patience)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** Time that has to pass, where its passing is what is checked. */
export const elapse = pause

/**
 * Runs at once; `use` takes what has to be closed at the end: anything with close() or a function.
 *
 * @param {{ seconds?: number, beyondNode?: string }} options beyondNode: why Node's own server does not pass
 */
export async function check(name, body, { seconds = 120, beyondNode } = {}) {
  if (listed) return console.log(name)
  if (!only.test(name)) return
  const used = []
  const use = (thing) => {
    used.unshift(thing)
    return thing
  }
  let line = { check: name, ok: true }
  try {
    await within(body(use), 'the whole check', seconds * 1000)
  } catch (e) {
    line = { check: name, ok: false, why: String(e?.stack ?? e).slice(0, 2000) }
  }
  for (const thing of used) {
    await within(closing(thing), 'the end', 10_000).catch(() => {})
  }
  console.log(JSON.stringify(beyondNode ? { ...line, beyondNode } : line))
}

/** A failure of it is no failure of the check, whether it is thrown or comes later. */
const closing = async (thing) => (typeof thing === 'function' ? thing() : thing.close())

/** The last line of a script: nothing that was left open keeps it alive. */
export const done = () => process.exit(0)

// A defect outside of any check is told, and does not take the other checks with it.
process.on('uncaughtException', (e) => console.error(`uncaught: ${e?.stack ?? e}`))
process.on('unhandledRejection', (e) => {
  if (!/Disconnects client|client is closed/.test(e?.message)) console.error(`unhandled: ${e?.stack ?? e}`) // redis, when it is closed
})
