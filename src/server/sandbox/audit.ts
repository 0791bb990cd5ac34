import { AuditFamily } from '../platform/audit-actions.ts'

export const sandboxAudit = new AuditFamily('sandbox', {
  ask: {
    kind: 'writing',
    'zh-CN': '打开、重置或移除沙盒',
    'zh-TW': '開啟、重設或移除沙盒',
    en: 'Opened, reset or removed the sandbox',
  },
  'move-clock': {
    kind: 'writing',
    'zh-CN': '移动沙盒的测试时钟',
    'zh-TW': '移動沙盒的測試時鐘',
    en: 'Moved the test clock of the sandbox',
  },
})
