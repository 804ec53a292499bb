import { ApiError, type ServerIssue } from './api.ts'

type Params = Readonly<Record<string, unknown>>
type Words = string | ((params: Params) => string)

/** What the program saw when it read a redacted file again. */
const REMAINS: Readonly<Record<string, string>> = {
  word: '要求不得出现的词还在',
  text_in_area: '遮盖处还有文字',
  not_black: '遮盖处没有全黑',
}

/** The one dictionary of the console: what each code of the server says to a person. */
const WORDS: Readonly<Record<string, Words>> = {
  // What stands before every action
  network: '网络不通，请检查连接后重试',
  not_signed_in: '登录已过期，请重新登录',
  wrong_login: '用户名或者密码不正确',
  login_locked: ({ minutes }) => `密码多次不正确，请 ${text(minutes, '15')} 分钟后再试`,
  login_taken: '这个用户名已经有人使用',
  csrf: '页面已过期，请刷新后重试',
  not_permitted: '您没有这项权限',
  not_found: '没有找到，或者您无权查看',
  changed_meanwhile: '内容已被他人修改，请重新载入后再试',
  too_many: '操作太频繁，请稍后再试',
  database_unreachable: '系统暂时无法连接数据库，请稍后再试',
  http_502: '系统暂时无法访问，请稍后再试',
  http_503: '系统暂时无法访问，请稍后再试',
  http_504: '系统暂时无法访问，请稍后再试',
  fault: '系统出现故障',
  invalid: '填写的内容不正确',
  refused: '还有内容需要修改',
  file_missing: '请选择文件',
  file_type: '不支持这种文件，请上传 PDF、OFD、Word、Excel、图片等常用格式',
  file_mismatch: '文件内容与扩展名不符，或者文件已损坏、含有宏，没有保存',
  file_encrypted: '文件设有密码，请取消密码后再上传',
  file_too_large: ({ limit }) => `文件太大，这类文件不能超过 ${text(limit, '50')} MB`,
  file_broken: '这个文件打不开，可能已损坏，请用 Word 或 WPS 重新保存后再试',
  file_not_word: '只能导入 .docx 文件；旧版 .doc、WPS 文件请先另存为 .docx',
  file_empty: '文件里没有可以导入的文字',
  file_infected: ({ signature }) => `文件没有通过病毒检查（${text(signature, '有病毒')}），没有保存`,
  scanner_unavailable: '病毒检查暂时不可用，文件没有保存，请稍后再试',
  fst_req_file_too_large: '文件太大，不能超过 50 MB',
  set_up_done: '系统已经初始化，请直接登录',
  year_in_future: '这一年还没有开始',
  year_not_supported: '这一年的年度报告是另一种格式，还不能生成',
  wrong_token: '初始化口令不正确，请查看服务启动时显示的口令',
  // Taking words and areas out of a file
  file_damaged: '文件已损坏，无法打开，请换一份完好的文件',
  file_not_for_redaction: '区分处理只支持 PDF、PNG、JPG、Word（.docx）和文本文件',
  file_takes_too_long: '文件太复杂，没有能够在限定时间内处理完，请拆成几份再试',
  too_many_pages: '文件页数太多，请拆成几份',
  no_such_page: '文件没有这一页',
  text_has_no_areas: '文本文件不能用方框遮盖',
  pages_have_no_ranges: '有页面的文件不能按文字位置遮盖',
  beside_the_page: ({ page }) => `第 ${text(page, '1')} 页的遮盖在页面以外`,
  beyond_the_text: '遮盖的范围超出了文字',
  nothing_marked: '还没有遮盖任何内容',
  redaction_remains: ({ page, what }) =>
    `新文件第 ${text(page, '1')} 页还有残留（${REMAINS[text(what, '')] ?? '遮盖的内容'}），没有生成。请在这一页再查找一遍、补上遮盖`,
  redaction_remains_inside: '新文件的名称或者内部还有要遮盖的词，没有生成',
  released_already: '已经生成过遮盖后的文件，不能删除',
  // The procedure of a disclosure request
  already_overdue: '已经超过答复期限',
  before_the_question: '不能早于发出通知的日期',
  beyond_limit: ({ most, daysLeft }) => `不能超过 ${text(most ?? daysLeft, '规定的')} 日`,
  case_is_concluded: '已经办结，不能再添加材料',
  charged_once: '已经通知过缴费，只能通知一次',
  correction_asked_once: '已经通知过补正，只能通知一次（第三十条）',
  correction_still_open: ({ until }) => `补正期限到 ${text(until, '截止日')}，还没有过`,
  correction_too_late: ({ last }) =>
    `通知补正应当在收到申请后七个工作日内，最迟 ${text(last, '')}，现在已经超过`,
  delay_needs_reasons: '申请人说明了合理理由，才能延迟答复（第三十五条）',
  delayed_once: '已经延迟过一次',
  extended_once: '已经延长过一次（第三十三条）',
  fee_still_open: ({ until }) => `缴费期限到 ${text(until, '截止日')}，还没有过`,
  files_are_fixed: '现在的状态不能再改随答复提供的文件',
  free_of_charge: '按标准不收费',
  must_be_later: '应当晚于今天',
  must_not_have_passed: '不能早于今天',
  needs_correction: '补正以后仍不明确的，才能选这一项（第三十条）',
  needs_opinion: '应当先书面征求第三方意见（第三十二条）',
  needs_reasons: '要求说明理由且理由不合理的，才能选这一项（第三十五条）',
  not_under_this_law: '收到申请时适用的规定没有这一步骤',
  nothing_given: '办结且提供了信息的，才能主动公开',
  opinion_closed: '这一意见已经登记',
  opinion_not_delivered: '还没有登记对方收到的日期',
  opinion_still_open: ({ until }) => `对方的期限到 ${text(until, '截止日')}，还没有过`,
  own_answer: '本人拟办的答复不能自己审签',
  reasons_asked_once: '已经要求过说明理由',
  reasons_still_open: ({ until }) => `说明理由的期限到 ${text(until, '截止日')}，还没有过`,
  same_outcome: '与现在的办理结果相同',
  same_unit: '不能转交给本机关',
  too_many_items: ({ max }) => `一份申请最多 ${text(max, '10')} 项`,
  challenge_expired: '校验已过期，请重新校验',
  challenge_missing: '请完成校验',
  challenge_too_many: '提交太频繁，请稍后再试',
  challenge_used: '校验已经用过，请重新校验',
  challenge_wrong: '校验题的答案不正确',
  // Fields
  required: '请填写这一项',
  not_a_choice: '请从列出的选项中选择',
  not_text: '这一项应当是文字',
  not_a_date: '日期不正确',
  not_an_amount: '金额不正确',
  too_long: '内容太长',
  not_a_number: '应当是整数',
  not_a_link: '应当是 https:// 开头的网址',
  unknown_field: '这一项不在登记范围内',
  taken: '已被使用，请换一个',
  out_of_range: ({ min, max }) => `应当在 ${text(min, '1')} 到 ${text(max, '60')} 之间`,
  too_many_columns: ({ max }) => `最多选 ${text(max, '12')} 个栏目`,
  column_twice: '同一个栏目选了两次',
  not_an_address: '邮箱地址不正确',
  in_the_future: '不能晚于今天',
  invalid_minLength: ({ limit }) => (limit === 1 ? '请填写这一项' : `不能少于 ${text(limit, '规定')} 位`),
  invalid_maxLength: ({ limit }) => `不能超过 ${text(limit, '规定')} 字`,
  invalid_pattern: '格式不正确',
  invalid_format: '格式不正确',
  invalid_enum: '请从列出的选项中选择',
  invalid_type: '格式不正确',
  invalid_minimum: '请选择这一项',
  // Messages
  message_not_failed: '这条消息没有失败，不用重新发送',
  message_erased: '地址和正文已经清除，不能重新发送',
  // Topics
  topic_slug_form: '网址简称只能用小写字母、数字和连字符，不超过 60 个字',
  topic_closed: '专题已归档，不能再改',
  document_not_public: '没有这个编号的公开文档',
  responsible_already: '责任单位不必再列为配合单位',
  done_is_whole: '已完成的任务应当填 100',
  whole_is_done: '完成 100% 的任务，阶段应当是“已完成”',
  not_started_is_none: '未启动的任务应当填 0',
  percent_falls: '百分比比上次低，请写明原因',
  item_has_reports: '已经报送过进展的任务不能删除',
  csv_broken: '文件不是规范的 CSV，请从表格软件另存为 CSV（UTF-8）后再试',
  csv_empty: '文件里没有任务',
  csv_columns: ({ columns }) => `文件缺少这些列：${text(columns, '')}`,
  csv_too_long: ({ max }) => `一次最多导入 ${text(max, '1000')} 项`,
  csv_date: ({ line, column }) => `第 ${text(line, '')} 行“${text(column, '')}”：日期应如 2026-12-31`,
  csv_cell_too_long: ({ line, column }) => `第 ${text(line, '')} 行“${text(column, '')}”：内容太长`,
  csv_unit: ({ line, column, value }) =>
    `第 ${text(line, '')} 行“${text(column, '')}”：没有名为“${text(value, '')}”的机构`,
  csv_required: ({ line, column }) => `第 ${text(line, '')} 行“${text(column, '')}”：请填写`,
  csv_responsible_already: ({ line }) => `第 ${text(line, '')} 行：责任单位不必再列为配合单位`,
  csv_document_not_public: ({ line }) => `第 ${text(line, '')} 行：没有这个编号的公开文档`,
  // Documents
  document_number_form: '发文字号的格式应如“云政规〔2025〕3号”',
  before_written: '不能早于成文日期',
  unit_without_credit_code: '本单位没有登记统一社会信用代码，不能生成索引号，请联系系统管理员',
  not_a_draft: '不是草稿，不能修改',
  not_your_draft: '只有起草人本人可以删除草稿、放弃更正或者说明理由',
  has_index_number: '已提交过审核的文档不能删除',
  not_in_force: '不是现行有效的公开文档',
  replaced_by_itself: '不能用自己替代自己',
  replacement_not_public: '替代它的文档应当已经公开',
  not_a_replacement: '只有“被替代”和“并入”才填写另一文档',
  not_a_withdrawal: '只有撤回才选择是否保留正文',
  before_effective: '不能早于施行日期或者成文日期',
  related_not_public: '所列文档应当已经公开',
  named_twice: '同一文档列了两次',
  not_own_document: '只能替代本单位和下级单位的文档',
  picture_without_alt: '请给每张图片写一句说明，读屏软件会读出来',
  picture_not_here: '正文里有不属于本文档的图片，请删除后重新插入',
  file_not_picture: '请选择图片（JPG、PNG、GIF、WebP）',
  picture_broken: '这张图片打不开，可能已损坏',
  wrong_cursor: '翻页标记不正确，请从第一页重新读取',
  not_proactive: '应急发布只用于主动公开的文档',
  nothing_to_confirm: '没有等待补签的应急发布',
  needs_no_interpretation: '这种文档不要求解读',
  interpreted_already: '已经有公开的解读',
  citizen_id_in_text: '内容中有公民身份号码，请删除后再保存',
  // Review
  review_closed: '审核已经结束',
  not_your_step: '现在不是您负责的环节',
  own_draft: '不能签署自己起草或者修改过的文档',
  signed_already: '您已经签署过前面的环节',
  not_what_you_saw: '内容与您看到的不一致，请重新载入',
  attribute_differs: '公开属性与起草人拟定的不一致，请退回并写明理由',
  chain_length: ({ min, max }) => `审核流程应当有 ${text(min, '2')} 至 ${text(max, '6')} 个环节`,
  chain_begins_with_drafter: '第一个环节应当是承办人',
  chain_role: '这个角色不能作为审核环节',
  chain_without_secrecy_review: '审核流程必须包含保密审查',
  // Requests
  nothing_wanted: '名称、文号、内容描述至少填写一项',
  citizen_id: '身份证号码不正确，请核对 18 位号码',
  credit_code: '统一社会信用代码不正确，请核对 18 位代码',
  identity_of_organisation: '自然人请选择居民身份证、护照或者其他证件',
  identity_of_person: '法人或者其他组织请选择统一社会信用代码',
  no_contact: '电话、电子邮箱、通信地址至少填写一项',
  phone_form: '电话号码的格式不正确',
  email_form: '电子邮箱的格式不正确',
  needed_for_way: '按所选的送达方式，这一项必须填写',
  before_arrival: '不能早于来件日期',
  not_answered_yet: '答复以后才能评价',
  already_said: '已经评价过',
  already_used: '这件事项已经写过，请打开已写的那一条',
  applicant_named: ({ count }) =>
    `文字里还有 ${text(count, '几')} 处是提问人留下的姓名、电话或者地址，必须去掉`,
  personal_unresolved: ({ count }) => `文字里还有 ${text(count, '几')} 处像是个人信息，请改掉或者说明理由`,
  own_entry: '自己参与编写的，要由另一人发布',
  no_such_finding: '文字已经改变，没有这一处了，请重新载入',
  applicant_not_justified: '提问人自己的信息不能保留，请从文字里去掉',
  before_receipt: '不能早于收到之日',
  before_answer: ({ on }) => `不能早于答复日期${on === undefined ? '' : `（${text(on, '')}）`}`,
  before_the_law: ({ from }) => `不能早于条例施行之日${from === undefined ? '' : `（${text(from, '')}）`}`,
  not_in_this_state: '现在的状态不能这样办理',
  // Reconsideration, litigation, complaints
  not_the_subjects_unit: '所关联的办件不是这个机关的',
  nobody_to_be_same: '没有关联公开申请，请填写申请人名称',
  only_in_reconsideration: '只有行政复议需要填写',
  only_in_complaints: '只有投诉、举报需要填写',
  judge_in_own_case: '投诉、举报不能由被反映的机关自己处理',
  not_after_review: '只有复议后起诉的才关联行政复议',
  not_a_review_of_this_unit: '所选的不是这个机关的行政复议',
  review_not_decided: '所选的行政复议还没有决定',
  file_already_entered: ({ number }) => `这个案号已经登记为 ${text(number, '另一件')}`,
  before_notice: '不能早于收到日期',
  before_decision: '不能早于作出决定的日期',
  redo_without_correction: '只有结果纠正或者查证属实的，才要求重新办理',
  redo_required: '责令履行的，请填写履行期限',
  measure_without_finding: '只有查证属实的，才填写处理措施',
  after_redone: '不能晚于重新办理完毕的日期',
  no_third_instance: '二审裁判以后没有再一次上诉，请选择再审',
  only_higher_court_remands: '只有二审、再审可以发回重审',
  already_decided: '已经作出决定',
  followed_by_lawsuit: '已有诉讼关联本件，请先处理该诉讼',
  // Around a case
  case_is_closed: ({ number }) => `${text(number, '本件')}已经办结`,
  not_a_handler: ({ number }) => `${text(number, '本件')}：所选人员在本件的承办单位没有承办权限`,
  not_yours_to_give: ({ number }) => `${text(number, '本件')}：您没有分派权限，只能由自己承办`,
  held_by_another: ({ number }) => `${text(number, '本件')}已由同事承办，请由负责人改派`,
  nobody_may_handle: ({ number }) => `${text(number, '本件')}：所选人员都没有承办权限`,
  no_open_cases: '名下没有可以移交的在办办件',
  may_not_distribute: '您没有分派权限',
  not_yours_to_arrange: '只有本人，或者在其所有承办单位都有分派权限的人，可以安排代办',
  handles_no_cases: '这位同事不承办办件',
  deputy_of_oneself: '不能由本人代办',
  away_already: '这几天已经安排了代办',
  deputy_away: '代办人这几天自己不在岗',
  deputy_may_not_handle: ({ number }) => `代办人没有承办权限：${text(number, '')}`,
  deputy_ended: '代办已经结束',
  own_unit_asked: '不能请本单位会办',
  nobody_to_reply: ({ unit }) => `${text(unit, '该单位')}没有可以办理会办的人员`,
  asked_already: ({ unit }) => `${text(unit, '该单位')}已收到本件的会办请求，还没有回复`,
  replied_already: '已经回复，不能再改',
  cohandling_recalled: '会办已经撤回',
  below_default: ({ days }) => `不能短于一般期限 ${text(days, '')} 个工作日`,
  may_not_read_case: '只能提醒可以查看本件的同事',
  not_your_note: '只能撤回自己的留言',
  struck_already: '这条留言已经撤回',
  too_late_to_strike: ({ minutes }) => `留言超过 ${text(minutes, '10')} 分钟不能撤回`,
  too_many_views: ({ max }) => `每个列表最多保存 ${text(max, '20')} 个常用视图`,
  views_changed: '常用视图已有变化，请刷新后再试',
  // Registers
  before_decided: '不能早于决定日期',
  before_filed: '不能早于立案日期',
  correction_in_review: '更正稿正在审核，请先由审核人退回，再办理',
  not_ahead: '发布时间应当晚于现在',
  too_far_ahead: '发布时间不能超过一年',
  not_waiting: '文档现在不在等待发布',
  // Content check
  personal_data_found: ({ count }) =>
    `内容检查发现${count === undefined ? '' : ` ${text(count, '')} 处`}个人信息，请遮蔽或者说明理由后再提交`,
  cannot_be_masked: '这一处不能自动遮蔽，请在正文中修改',
  // Sites
  not_public: '文档还没有公开，或者已经撤回',
  last_channel: '文档至少要留在一个栏目里；要撤下请办理撤回',
  slug_form: '网址简称只能用小写字母、数字和连字符',
  site_id_code_form: '网站标识码应当是十位数字',
  host_form: ({ host }) => `域名的格式不正确${host === undefined ? '' : `：${text(host, '')}`}`,
  host_taken: ({ host }) => `域名已经用于另一个网站${host === undefined ? '' : `：${text(host, '')}`}`,
  below_itself: '栏目不能移到自己或者自己的下级栏目之下',
  path_form: '旧网址从“/”开始，不带问号后面的部分',
  address_form: '新网址应当从“/”或者“https://”开始',
  leads_to_itself: '新旧网址不能相同',
  main_site_stays: '门户网站不能关闭',
  site_is_closed: '网站已经关闭',
  not_after_today: '应当晚于今天',
  channel_has_columns: '栏目下还有下级栏目，请先移走或者删除',
  channel_has_documents: '栏目里还有文档，请先移走',
  channel_on_home: '栏目还在网站首页上，请先从首页移除',
  lexicon_too_short: '错误的用语至少两个字',
  lexicon_same: '正确的写法应当与错误的不同',
  lexicon_too_long: ({ max }) => `一次最多导入 ${text(max, '5000')} 条`,
  // Legality review, filing, clean-up
  legality_missing: '还没有对现在的内容出具“合法”的合法性审核意见；内容改动以后要重新审核',
  not_normative: '只有规章和行政规范性文件需要合法性审核',
  opinion_awaited: '已经提请审核，正在等待意见',
  before_begin: '不能早于开始日期',
  consulted_or_why_not: '请填写征求意见的起止日期，或者写明没有征求意见的理由',
  not_the_city: '由市人民政府设定',
  before_today: '不能早于今天',
  not_to_be_filed: '只有已公开的规章和行政规范性文件需要备案',
  before_published: '不能早于公开日期',
  cleanup_closed: '这次清理已经结束',
  cleanup_confirmed: '本单位已经确认，不能再改',
  not_in_cleanup: '所选文件不在本单位的清理目录里',
  cleanup_undecided: ({ count }) => `还有 ${text(count, '')} 件没有清理意见`,
  cleanup_open_units: ({ units }) => `还有单位没有确认：${text(units, '')}。要结束请写明处理情况`,
  // Gazette
  issued_already: '这一期已经印发，不能再改',
  issue_number_taken: '这个期号或者总期号已经用过',
  not_a_government: '只有人民政府出版公报',
  entry_not_issuable: ({ title, code }) =>
    `《${text(title, '')}》${code === 'not_in_force' ? '已经终止' : '没有公开'}，请从本期移除`,
  not_issued_yet: '这一期还没有印发',
  typeset_already: '版式文件已经做好',
  before_issued: '不能早于印发日期',
  not_typeset: ({ problem }) => `排版没有成功：${text(problem, '')}`,
  // Guide and catalogue
  unit_is_closed: '机构已经撤销',
  not_of_this_unit: ({ item }) =>
    `不是本单位应当公开的事项${item === undefined ? '' : `：${text(item, '')}`}`,
  something_published: ({ item }) =>
    `已有公开的内容，不能声明没有${item === undefined ? '' : `：${text(item, '')}`}`,
  already_declared: ({ item }) => `已经声明过${item === undefined ? '' : `：${text(item, '')}`}`,
  reason_too_short: ({ min }) => `理由太短，至少写 ${text(min, '10')} 个字`,
  nothing_changed: '内容没有变化',
  guide_part_missing: ({ part }) => `指南还没有写明${text(part, '这一项')}`,
  no_such_channel: ({ slug }) => `门户网站没有这个栏目${slug === undefined ? '' : `：${text(slug, '')}`}`,
  // Letters
  template_title_plain: '标题只写一行文字，不用字段和花括号',
  template_unknown_field: ({ name }) => `没有这个字段：{{${text(name, '')}}}，请从“插入字段”中选择`,
  template_unclosed_block: ({ name }) => `{{#${text(name, '')}}} 之后缺少 {{/${text(name, '')}}}`,
  template_unopened_block: ({ name }) => `{{/${text(name, '')}}} 之前缺少 {{#${text(name, '')}}}`,
  template_stray_braces: ({ line }) =>
    `第 ${text(line, '')} 段有多余的花括号；字段写成 {{字段}} 的形式，请从“插入字段”中选择`,
  template_lacks: ({ label }) => `正文缺少必须写明的“${text(label, '')}”`,
  template_only_sometimes: ({ label }) =>
    `必须写明的“${text(label, '')}”只在另一字段有内容时才显示，请移到外面`,
  template_unchanged: '文本没有变化',
  nothing_to_reset: '本单位没有自己的文本',
  unit_word_form: '发文代字用汉字、字母或者数字，不超过 20 个字',
  paper_lacks: ({ label }) => `文书缺少“${text(label, '这一项')}”，请补充后再制发`,
  // Units
  unit_code_form: '机构代码只能用小写字母、数字和连字符',
  division_code_form: '行政区划代码不正确',
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise
}

/** The sentence for a code; an unknown code is shown, so that it can be reported. */
function wordsFor(code: string, params: Params = {}): string {
  const words = WORDS[code]
  if (words === undefined) return `操作没有完成（${code}）`
  return typeof words === 'string' ? words : words(params)
}

export function issueWords(issue: ServerIssue): string {
  return wordsFor(issue.code, issue.params)
}

/** What to say of anything that was thrown. */
export function errorWords(error: unknown): string {
  if (!(error instanceof ApiError)) return '操作没有完成，请重试'
  const words = wordsFor(error.code, error.params)
  if (error.code === 'fault' && error.requestId !== undefined) return `${words}，编号 ${error.requestId}`
  if (error.issues.length === 0) return words
  return [...new Set(error.issues.map(issueWords))].join('；')
}

/** Reasons why something may not be done, each once, in the order given. */
export function reasonWords(reasons: readonly string[]): string {
  return [...new Set(reasons)].map((code) => REASONS[code] ?? wordsFor(code)).join('；')
}

/** A code that stands alone, without its field, needs other words. */
const REASONS: Readonly<Record<string, string>> = {
  required: '还有必填的内容没有填写',
  in_the_future: '有日期晚于今天',
}
