import type { Texts } from '../en';

export const failure: Texts['failure'] = {
  meanings: {
    key: {
      title: '密钥未被接受',
      happened: '中转站不接受这个密钥，或者它已失效。',
      helps: '请向服务商核对密钥，然后在“连接”中重新填写。',
    },
    no_key: {
      title: '没有密钥',
      happened: '这个连接没有密钥，所以什么都没有发送。',
      helps: '请在“连接”中填写密钥。',
    },
    plain_http: {
      title: '未加密',
      happened: '这个中转站的地址以 http:// 开头，途中的任何人都能看到密钥、提示词和视频。什么都没有发送。',
      helps: '请改用它的 https 地址，或在“连接”中允许。',
    },
    permission: {
      title: '密钥没有权限',
      happened: '密钥有效，但不能使用这个模型或服务。',
      helps: '请换一个模型，或请服务商为此密钥开通。',
    },
    balance: {
      title: '余额不足',
      happened: '密钥所属账户的余额不够生成这个片段。',
      helps: '不会自动重试。请在服务商处充值，然后重新生成。',
    },
    rate: {
      title: '请求过于频繁',
      happened: '中转站要求放慢，没有接受这个任务。',
      helps: '请稍等片刻，或在设置中减少同时进行的任务。',
    },
    moderation: {
      title: '未通过审核',
      happened: '中转站的审核拒绝了这个任务，但没有说明原因在提示词、图片还是成片。',
      helps: '原样重发多半没有用。请在文字和图片中去掉真人、品牌和受保护的角色。',
    },
    moderation_picture: {
      title: '图片未通过审核',
      happened: '生成开始前，中转站的审核拒绝了图片。',
      helps: '请换用不含真人、品牌或受保护角色的图片。',
    },
    moderation_prompt: {
      title: '提示词未通过审核',
      happened: '生成开始前，中转站的审核拒绝了提示词。',
      helps: '请去掉真人、品牌和受保护的角色，并弱化可能被视为暴力或裸露的描写。',
    },
    moderation_result: {
      title: '成片未通过审核',
      happened: '模型已经做好片段，但最后一道审核拒绝了它。',
      helps: '可能出现了真人或受保护的面孔。可以写明人物是手绘或黏土做的，或者只拍背影。',
    },
    picture: {
      title: '图片无法使用',
      happened: '中转站无法使用图片：太大、尺寸不符，或格式不支持。',
      helps: '请使用更小的 JPEG 或 PNG，并裁成片段的画幅。',
    },
    not_offered: {
      title: '模型暂不提供',
      happened: '中转站目前没有为此密钥提供这个模型。',
      helps: '请换一个模型，或稍后再试。测试连接可以看到它提供哪些模型。',
    },
    invalid: {
      title: '请求被拒绝',
      happened: '中转站不接受其中某项设置。',
      helps: '它的原话里可能写明了是哪一项。修改后重新生成。',
    },
    gone: {
      title: '中转站已没有此任务',
      happened: '中转站上已没有这个任务，片段无法取回。',
      helps: '如已付费，请凭任务编号询问服务商，或者重新生成。',
    },
    no_remix: {
      title: '该中转站不能再创作',
      happened: '中转站拒绝再创作此片段，一段时间内不会再向它请求。',
      helps: '可换一种方式生成新版本，发送前会显示价格。',
    },
    server: {
      title: '中转站出现故障',
      happened: '中转站或它背后的模型出了故障。',
      helps: '通常很快会恢复。请过几分钟再试，或换一个模型。',
    },
    network: {
      title: '无法连接中转站',
      happened: '与中转站之间没有网络连接。',
      helps: '请检查网络、代理（如有），以及“连接”中的地址。',
    },
    unreadable: {
      title: '答复无法识别',
      happened: '答复的不是中转站，或者格式是 Dailies 不认识的。',
      helps: '请检查“连接”中的地址。如果网络需要登录认证，请先登录。',
    },
    generation: {
      title: '模型生成失败',
      happened: '模型开始生成，但没有完成。',
      helps: '可以原样再生成一次；若再次失败，请缩短或简化提示词。',
    },
    rejected: {
      title: '被中转站驳回',
      happened: '中转站接受了任务，随后又驳回了它。',
      helps: '它的原话里可能写明了原因。请先修改，再重新生成。',
    },
    timed_out: {
      title: '在中转站超时',
      happened: '模型用时超过了中转站的等待时限，任务已被结束。',
      helps: '请避开高峰再试，或生成更短、更小的片段。',
    },
    cancelled: {
      title: '已在中转站取消',
      happened: '任务是在中转站那边中断的，不是 Dailies 取消的。',
      helps: '如果不是您自己取消的，请询问服务商，或者重新生成。',
    },
    expired: {
      title: '任务在中转站已过期',
      happened: '中转站不再保留这个任务，没有生成片段就结束了它。',
      helps: '如已扣费，请凭任务编号询问服务商，或者重新生成。',
    },
    no_result: {
      title: '完成了却没有片段',
      happened: '中转站说已经完成，但找不到片段的文件。',
      helps: '可以再查一次，或到中转站的页面上找找。',
    },
    not_listed: {
      title: '不在中转站的列表中',
      happened: '中转站的任务列表里没有它，很可能从未被接受。',
      helps: '想更放心可以过一分钟再查一次；此后重新发送基本不会重复收费。',
    },
    several_listed: {
      title: '有多个任务可能是它',
      happened: '中转站的列表里有与它相似的任务，但无法分辨哪一个是它。',
      helps: '重新发送之前，请先到中转站自己的页面上查看：它可能已经收费。',
    },
    result_expired: {
      title: '视频已过期',
      happened: '中转站不再提供这个视频。生成结果只保留很短时间。',
      helps: '请凭任务编号询问服务商，或者重新生成。',
    },
    part_before: {
      title: '缺少前一段',
      happened: '这一段要从前一段的尾帧开始，而前一段没有生成。没有发送任何内容。',
      helps: '请从分镜重新生成前一段；这一段没有产生费用。',
    },
    source_gone: {
      title: '视频已无法访问',
      happened: '中转站给出的视频地址已经失效，因此没有发送任何内容。',
      helps: '请改用这个中转站生成的片段、更新的片段，或您自己的地址。',
    },
    unsafe_address: {
      title: '视频地址不安全',
      happened: '中转站给出的视频地址不是 https，或位于内部网络，因此没有下载。',
      helps: '请询问服务商。如果中转站是您自己的，请让它通过 https 提供视频。',
    },
    bad_file: {
      title: '视频不完整',
      happened: '收到的不是完整的视频文件，没有放入画廊。',
      helps: '可以再下载一次试试；若仍不行，请告知服务商。',
    },
    cut_off: {
      title: '视频下载不全',
      happened: '收到的文件没到视频结尾就断了，没有放入画廊。',
      helps: '程序会自动重新下载几次；如果仍然不全，请稍后再下载，或询问服务商。',
    },
    disk_full: {
      title: '磁盘已满',
      happened: '素材库所在的磁盘没有空间存放片段。',
      helps: '请腾出空间。片段暂时还保留在中转站。',
    },
    disk: {
      title: '磁盘出错',
      happened: '片段无法写入素材库所在的位置。',
      helps: '请检查磁盘和文件夹权限。片段暂时还保留在中转站。',
    },
  },
  sentences: (...each) => each.join(''),
  what_happened: '发生了什么',
  what_helps: '怎么办',
  relays_words: '中转站原话',
  no_words: '无。',
  charged_title: '是否扣费？',
  charged: { no: '没有。', yes: '已扣费。', unknown: '不确定，请查看服务商账单。' },
  charged_short: { no: '未扣费。', yes: '已扣费。', unknown: '可能已经扣费。' },
  unknown: {
    title: '结果未知',
    happened: (time) => `${time} 已发送，但没有收到答复，可能已经扣费。`,
    helps: '请查看服务商的任务列表。如果其中没有这个任务，可以放心重新发送。',
    helps_check: '“查询”会立即在中转站的任务列表里查询状态，免费。Dailies 也会自动查几次。',
    not_listed: (time) => `${time} 已发送，但没有收到答复。中转站的任务列表里没有它。`,
  },
  missing: {
    title: '中转站已完成，但未找到视频',
    helps: '再查一次是免费的。如果在中转站的页面上看到了视频，把链接粘贴到这里即可。',
    helps_link: '如果在中转站的返回内容或页面上看到了视频，把链接粘贴到这里即可。',
  },
  stopped: {
    user: {
      title: '已由您停止',
      unsent: '您在发送之前停止了它。',
      sent: '您停止了跟进。中转站可能会继续生成并扣费。',
    },
    restart: {
      title: '尚未发送',
      unsent: '发送之前 Dailies 被关闭了。',
      sent: '任务在中转站进行时 Dailies 被关闭了。',
    },
    watch_limit: {
      title: '超过跟进时限',
      unsent: '等待时间超过了您设定的时限。',
      sent: '已超过您设定的时限，任务仍在中转站进行。',
    },
    trouble: {
      title: '多次出错后暂停',
      unsent: '多次发送都失败了，任务从未被接受。',
      sent: '多次跟进都失败了，任务可能还在中转站。',
    },
    resume_sends: '继续后会立即发送。',
    resume_follows: '继续后会重新跟进，不会再次发送或付费。',
  },
  test: {
    key: '中转站有答复，但不接受这个密钥。请重新复制，前后不要有空格。',
    no_key: '没有可用于测试的密钥。',
    permission: '中转站认识这个密钥，但它不能列出模型。请询问服务商此密钥的用途。',
    balance: '密钥有效，但账户余额不足。',
    rate: '中转站正常，但要求放慢。请一分钟后再试。',
    gone: '该地址有答复，但不是中转站：那里没有模型列表。',
    not_offered: '中转站正常，但没有向此密钥提供模型。',
    invalid: '该地址有答复，但不理解请求。请检查地址。',
    server: '中转站正在故障中。请过几分钟再试。',
    network: '该地址没有答复。请检查拼写、网络和代理（如有）。',
    unreadable: '该地址有答复，但不是中转站。请检查地址；如果网络需要登录认证，请先登录。',
    unsafe_address: '该地址跳转到了别处，密钥没有随之发送。',
  },
};
