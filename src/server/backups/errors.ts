import { ErrorFamily } from '../platform/errors.ts'

/** Why a back-up or a restore was not begun or not finished. Whatever is refused has changed nothing. */
export const backupErrors = new ErrorFamily('backup', {
  'folder-exists': {
    failure: 'conflict',
    'zh-CN': '{folder} 已存在。备份只写入新文件夹，请换一个名字，例如加上日期。',
    'zh-TW': '{folder} 已存在。備份只寫入新資料夾，請換一個名字，例如加上日期。',
    en: '{folder} exists already. A back-up makes its own folder: choose another name, such as one with the date.',
  },
  'nothing-to-keep': {
    failure: 'not-found',
    'zh-CN': '这个数据库里还没有门店，没有可以备份的内容。',
    'zh-TW': '這個資料庫裡還沒有門市，沒有可以備份的內容。',
    en: 'There is no shop in this database yet, so there is nothing to back up.',
  },
  'newer-database': {
    failure: 'refused',
    'zh-CN': '数据库由更新的版本写入（{migration}），请用那个版本备份。',
    'zh-TW': '資料庫由更新的版本寫入（{migration}），請用那個版本備份。',
    en: 'The database was written by a newer version of the program ({migration}). Back it up with that version.',
  },
  'shape-changing': {
    failure: 'conflict',
    'zh-CN': '数据库正在升级或整理，请稍后再备份。',
    'zh-TW': '資料庫正在升級或整理，請稍後再備份。',
    en: 'The database is being migrated or tidied just now. Back it up a little later.',
  },
  'key-beside': {
    failure: 'refused',
    'zh-CN': '密钥文件不能放在备份旁边：谁拿到两者，谁就能读出所有手机号。请为 --key-to 选另一个地方。',
    'zh-TW': '金鑰檔案不能放在備份旁邊：誰拿到兩者，誰就能讀出所有手機號碼。請為 --key-to 選另一個地方。',
    en: 'The key file must not lie beside the back-up: whoever has both can read every phone number. Choose another place for --key-to.',
  },
  'key-place-taken': {
    failure: 'conflict',
    'zh-CN': '{file} 已存在，而且是另一把密钥，没有覆盖。',
    'zh-TW': '{file} 已存在，而且是另一把金鑰，沒有覆寫。',
    en: '{file} exists already and holds another key. It was not overwritten.',
  },
  'not-a-backup': {
    failure: 'not-found',
    'zh-CN': '{folder} 里没有完整的备份（缺少 {file}）。',
    'zh-TW': '{folder} 裡沒有完整的備份（缺少 {file}）。',
    en: '{folder} is not a complete back-up: {file} is missing.',
  },
  'file-missing': {
    failure: 'not-found',
    'zh-CN': '备份缺少文件 {file}，没有恢复任何内容。',
    'zh-TW': '備份缺少檔案 {file}，沒有還原任何內容。',
    en: 'The back-up lacks the file {file}. Nothing was restored.',
  },
  'file-damaged': {
    failure: 'refused',
    'zh-CN': '备份文件 {file} 已损坏（校验和不符），没有恢复任何内容。请使用另一份备份。',
    'zh-TW': '備份檔案 {file} 已損壞（總和檢查碼不符），沒有還原任何內容。請使用另一份備份。',
    en: 'The file {file} of the back-up is damaged: its checksum differs. Nothing was restored; use another back-up.',
  },
  'newer-backup': {
    failure: 'refused',
    'zh-CN': '备份由更新的版本（{program}）写成，请用那个版本恢复。缺少：{missing}',
    'zh-TW': '備份由更新的版本（{program}）寫成，請用那個版本還原。缺少：{missing}',
    en: 'The back-up was written by a newer version of the program ({program}). Restore it with that version. Unknown here: {missing}',
  },
  'key-missing': {
    failure: 'not-found',
    'zh-CN': '找不到密钥文件 {file}。没有它就读不出手机号和邮箱：请先把密钥文件放回去，或设置 REGULARS_KEY_FILE。',
    'zh-TW': '找不到金鑰檔案 {file}。沒有它就讀不出手機號碼和信箱：請先把金鑰檔案放回去，或設定 REGULARS_KEY_FILE。',
    en: 'There is no key file {file}. Without it no phone and no e-mail can be read: put it back first, or set REGULARS_KEY_FILE.',
  },
  'key-wrong': {
    failure: 'refused',
    'zh-CN': '{file} 不是写这份数据时用的密钥，请换成正确的密钥文件，或设置 REGULARS_KEY_FILE。',
    'zh-TW': '{file} 不是寫這份資料時用的金鑰，請換成正確的金鑰檔案，或設定 REGULARS_KEY_FILE。',
    en: '{file} is not the key that these data were written with. Put the right key file there, or set REGULARS_KEY_FILE.',
  },
  'not-empty': {
    failure: 'conflict',
    'zh-CN': '数据库 {database} 里已有数据，没有改动。要用备份替换它，请加上 --replace。',
    'zh-TW': '資料庫 {database} 裡已有資料，沒有更動。要用備份取代它，請加上 --replace。',
    en: 'The database {database} holds data already and was left alone. To replace them by the back-up, add --replace.',
  },
  'not-confirmed': {
    failure: 'refused',
    'zh-CN': '没有得到确认，什么都没有改动。',
    'zh-TW': '沒有得到確認，什麼都沒有更動。',
    en: 'It was not confirmed. Nothing was changed.',
  },
  'in-use': {
    failure: 'conflict',
    'zh-CN': '系统正在使用这个数据库（{connections} 个连接），请先停止它。',
    'zh-TW': '系統正在使用這個資料庫（{connections} 個連線），請先停止它。',
    en: 'The system is running on this database ({connections} connections). Stop it first.',
  },
  'other-shape': {
    failure: 'refused',
    'zh-CN': '备份中的表 {table} 与本程序建立的不同，没有恢复任何内容。',
    'zh-TW': '備份中的資料表 {table} 與本程式建立的不同，沒有還原任何內容。',
    en: 'The table {table} of the back-up has another form than the one this program makes. Nothing was restored.',
  },
  'rows-differ': {
    failure: 'refused',
    'zh-CN': '表 {table} 应有 {expected} 行，实际读到 {found} 行，没有恢复任何内容。',
    'zh-TW': '資料表 {table} 應有 {expected} 列，實際讀到 {found} 列，沒有還原任何內容。',
    en: 'The table {table} should have {expected} {expected|row|rows}, but {found} were read. Nothing was restored.',
  },
})
