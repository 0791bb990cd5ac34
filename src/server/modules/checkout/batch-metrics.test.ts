import { expect, test } from 'vitest'
import { Metrics, metricsText } from '../../platform/metrics.ts'
import { batchMetrics } from './batch-metrics.ts'

test('what a failed batch did is not counted, because it is run again', async () => {
  const metrics = new Metrics('')
  const observer = batchMetrics(metrics, { waiting: () => 3 })
  const numbers = async () =>
    (await metricsText([await metrics.measured()]))
      .split('\n')
      .filter(text => /^regulars_(orders_total|batch_seconds_count|batches_running|batch_queue)/.test(text))

  const failing = observer.begin([])
  failing.order('sale', 'done')
  expect(await numbers()).toEqual(['regulars_batch_queue 3', 'regulars_batches_running 1'])
  failing.ended(new Error('deadlock'))
  const again = observer.begin([])
  again.order('sale', 'done')
  again.order('sale', 'done')
  again.order('void', 'refused')
  again.ended(null)
  expect(await numbers()).toEqual([
    'regulars_batch_seconds_count{result="failed"} 1',
    'regulars_batch_seconds_count{result="done"} 1',
    'regulars_batch_queue 3',
    'regulars_batches_running 0',
    'regulars_orders_total{kind="sale",outcome="done"} 2',
    'regulars_orders_total{kind="void",outcome="refused"} 1',
  ])
})
