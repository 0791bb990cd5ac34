import type { Metrics } from './platform/metrics.ts'

/** Times and counts what happens without a request. */
export type TaskWatch = <Task extends { name: string }>(task: Task, run: () => Promise<number>) => Promise<number>

export function watchTasks(metrics: Metrics): TaskWatch {
  const seconds = metrics.histogram({
    name: 'regulars_task_seconds',
    help: 'Background tasks and how long each run took.',
    labelNames: ['task'],
    buckets: [0.001, 0.01, 0.1, 1, 10, 60, 600],
  })
  const items = metrics.counter({
    name: 'regulars_task_items_total',
    help: 'What background tasks have dealt with: events delivered, deltas folded, accounts swept.',
    labelNames: ['task'],
  })
  const failures = metrics.counter({
    name: 'regulars_task_failures_total',
    help: 'Runs of background tasks that failed; they are tried again.',
    labelNames: ['task'],
  })
  const lastAt = new Map<string, number>()
  metrics.gauge({
    name: 'regulars_task_last_success_timestamp_seconds',
    help: 'When a background task last came to its end.',
    labelNames: ['task'],
    read: gauge => {
      for (const [task, at] of lastAt) gauge.set({ task }, at)
    },
  })
  return async ({ name }, run) => {
    const beganAt = performance.now()
    try {
      const count = await run()
      items.inc({ task: name }, count)
      lastAt.set(name, Date.now() / 1_000)
      return count
    } catch (error) {
      failures.inc({ task: name })
      throw error
    } finally {
      seconds.observe({ task: name }, (performance.now() - beganAt) / 1_000)
    }
  }
}
