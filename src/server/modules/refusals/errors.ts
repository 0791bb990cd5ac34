import { ErrorFamily } from '../../platform/errors.ts'

export const refusalErrors = new ErrorFamily('refusals', {
  'no-such-refusal': {
    failure: 'not-found',
    'zh-CN': '没有找到这次被拒绝的请求；过了保留期的会自动删除。',
    'zh-TW': '沒有找到這次被拒絕的請求；過了保留期的會自動刪除。',
    en: 'There is no such refusal; those whose time is over are deleted.',
  },
})
