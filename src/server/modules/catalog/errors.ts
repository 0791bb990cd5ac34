import { ErrorFamily } from '../../platform/errors.ts'

export const catalogErrors = new ErrorFamily('catalog', {
  'sku-malformed': {
    failure: 'invalid',
    'zh-CN': '商品编码“{sku}”不能为空，前后也不能有空格或不可见字符。',
    'zh-TW': '商品編碼「{sku}」不能為空，前後也不能有空格或不可見字元。',
    en: 'The SKU "{sku}" is empty, or has blanks around it or invisible characters.',
  },
  'name-missing': {
    failure: 'invalid',
    'zh-CN': '请填写商品 {sku} 的名称。',
    'zh-TW': '請填寫商品 {sku} 的名稱。',
    en: 'Please enter the name of the goods {sku}.',
  },
  'changed-meanwhile': {
    failure: 'conflict',
    'zh-CN': '商品 {sku} 在你打开之后被别人改过，这次没有保存。',
    'zh-TW': '商品 {sku} 在你打開之後被別人改過，這次沒有儲存。',
    en: 'Somebody changed the goods {sku} after you opened them. Nothing was saved.',
  },
})
