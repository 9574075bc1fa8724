"""Traditional characters → simplified ones: a form written in 申報類別 and 服務人員 is read as any other, and shown as it stands.

One character for one, so that places in a text stay what they are. The table holds what neither GB 2312 nor any mainland
form writes, less a few that mainland names do bear (昇, 堃); drawn from the Unicode transliteration Hant-Hans.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.finders.words import AnyCandidate
from models.document import Cell, Page, Table, Word

_PAIRS = (
    "丟丢並并亂乱亞亚佈布佔占併并來来侖仑侷局係系俠侠俬私倆俩倉仓個个們们倖幸倣仿倫伦偉伟側侧偵侦偽伪傑杰傘伞備备傢家傭佣傳传債债傷伤"
    "傾倾僅仅僇戮僑侨僕仆僥侥僱雇價价儀仪億亿儈侩儉俭儘尽償偿優优儲储兇凶兌兑兒儿內内兩两冊册冪幂凈净凍冻凜凛凱凯別别刪删則则剋克剎刹"
    "剛刚剝剥剮剐創创剷铲劃划劇剧劉刘劊刽劍剑劑剂勁劲動动務务勛勋勝胜勞劳勢势勳勋勵励勸劝勻匀匯汇區区協协卹恤卻却厭厌厲厉參参叢丛吳吴"
    "吶呐呂吕員员問问啞哑啟启喚唤喨亮喪丧喬乔單单喲哟嗆呛嗎吗嗚呜嘆叹嘔呕嘗尝嘩哗嘯啸噓嘘噴喷噸吨噹当嚇吓嚐尝嚙啮嚥咽嚨咙嚮向嚴严囂嚣"
    "囑嘱囓啮囪囱國国圍围園园圓圆圖图團团埰采執执堅坚堯尧報报場场塊块塗涂塢坞塵尘塹堑墊垫墜坠墮堕墳坟墾垦壇坛壓压壘垒壞坏壟垄壩坝壯壮"
    "壺壶壽寿夠够夢梦夾夹奧奥奪夺奮奋妝妆姦奸娛娱婁娄婦妇媽妈嬌娇嬰婴嬸婶孃娘孫孙學学孿孪宮宫寢寝實实寧宁審审寫写寬宽寵宠寶宝將将專专"
    "尋寻對对導导屆届屍尸屜屉屢屡層层屬属岡冈島岛峽峡崗岗嶄崭嶺岭嶼屿巋岿巒峦巖岩帥帅師师帳帐帶带幀帧幟帜幣币幫帮幹干幾几庫库廁厕廂厢"
    "廄厩廈厦廚厨廟庙廠厂廢废廣广廬庐廳厅弔吊張张強强彆别彈弹彌弥彎弯彙汇彥彦彿佛徑径從从復复徹彻恆恒恥耻悅悦悶闷悽凄惡恶惱恼愛爱慄栗"
    "慇殷態态慘惨慚惭慣惯慫怂慮虑慶庆慼戚慾欲憂忧憊惫憐怜憑凭憚惮憤愤憫悯憲宪憶忆懃勤懇恳應应懞蒙懮忧懲惩懶懒懷怀懸悬懼惧懾慑戀恋戰战"
    "戲戏戶户拋抛挾挟捨舍捲卷掃扫掄抡掙挣掛挂採采揀拣揚扬換换揮挥搆构損损搖摇搗捣搥捶搧扇搨拓搶抢搾榨摀捂摟搂摯挚摳抠摻掺撈捞撐撑撓挠"
    "撚捻撢掸撣掸撥拨撫抚撲扑撻挞撾挝撿捡擁拥擄掳擇择擊击擋挡擔担據据擠挤擣捣擬拟擯摈擰拧擱搁擲掷擴扩擺摆擻擞擾扰攆撵攏拢攔拦攙搀攜携"
    "攝摄攢攒攣挛攤摊攪搅攬揽敗败敘叙敵敌數数斂敛斃毙斬斩斷断時时晉晋晝昼暈晕暢畅暫暂曆历曉晓曏向曠旷曬晒書书會会東东枒丫柵栅桿杆條条"
    "棄弃棗枣棟栋棧栈棲栖楊杨楓枫業业極极榖谷榮荣構构槍枪槓杠槳桨樁桩樂乐樑梁樓楼標标樞枢樣样樸朴樹树橋桥機机橢椭橫横檔档檢检檯台檸柠"
    "檻槛櫃柜櫥橱櫻樱欄栏權权欽钦歎叹歐欧歛敛歡欢歲岁歷历歸归殘残殲歼殺杀殼壳毀毁毆殴毬球氈毡氣气氫氢氾泛汎泛汙污決决沒没沖冲況况洩泄"
    "洶汹涼凉淒凄淚泪淨净淪沦淵渊淺浅渙涣減减渦涡測测渾浑湊凑湧涌湯汤準准溝沟溫温溼湿滄沧滅灭滌涤滬沪滯滞滲渗滷卤滾滚滿满漁渔漚沤漢汉"
    "漣涟漬渍漲涨漸渐漿浆潑泼潔洁潛潜潤润潰溃澀涩澆浇澇涝澗涧澤泽澱淀濁浊濃浓濕湿濘泞濟济濤涛濫滥濰潍濱滨濺溅濾滤瀉泻瀋沈瀕濒瀝沥瀰弥"
    "瀾澜灑洒灕漓灘滩灣湾灤滦災灾為为烏乌烴烃無无煉炼煙烟煥焕煩烦熒荧熱热熾炽燄焰燈灯燐磷燒烧燙烫營营燦灿燬毁燭烛燴烩燻熏燼烬燿耀爍烁"
    "爐炉爛烂爭争爺爷爾尔牆墙牋笺牽牵犢犊犧牺狀状狹狭狽狈猙狰猶犹獃呆獄狱獅狮獎奖獨独獰狞獲获獵猎獸兽獺獭獻献現现琺珐瑣琐瑤瑶瑩莹瑪玛"
    "瑯琅環环瓊琼甕瓮產产畝亩畢毕畫画異异當当疇畴疊叠痙痉痠酸瘋疯瘍疡瘓痪瘡疮瘧疟療疗癒愈癟瘪癡痴癢痒癥症癬癣癰痈癱瘫發发皁皂皚皑皺皱"
    "盃杯盜盗盞盏盡尽監监盤盘盧卢盪荡眾众睏困睜睁瞇眯瞞瞒瞭了矚瞩矯矫砲炮硯砚碩硕確确碼码磚砖礎础礙碍礦矿礫砾礬矾祕秘祿禄禍祸禦御禮礼"
    "禱祷禿秃稅税稈秆稜棱種种稱称穀谷積积穎颖穢秽穩稳穫获窩窝窪洼窮穷窯窑窺窥竄窜竅窍竊窃競竞筆笔筍笋箇个箋笺節节範范築筑篩筛簍篓簡简"
    "簽签簾帘籃篮籌筹籐藤籠笼籤签籬篱籮箩籲吁粵粤糞粪糧粮糰团糾纠紀纪約约紅红紉纫紋纹納纳紐纽純纯紗纱紙纸級级紛纷紡纺紮扎細细紳绅紹绍"
    "終终絃弦組组絆绊結结絕绝絛绦絞绞絡络絢绚給给絨绒統统絲丝絹绢綁绑綏绥綑捆經经綜综綠绿綢绸維维綱纲網网綴缀綵彩綸纶綻绽綽绰綿绵緊紧"
    "緒绪緘缄線线緝缉緞缎締缔緣缘編编緩缓緬缅緯纬練练緻致縛缚縣县縫缝縮缩縱纵縴纤縷缕總总績绩繃绷織织繕缮繞绕繡绣繩绳繪绘繫系繭茧繳缴"
    "繹绎繼继續续纍累纏缠纓缨纔才纖纤纜缆缽钵罈坛罣挂罰罚罵骂罷罢羅罗羨羡義义習习翫玩翹翘聖圣聞闻聯联聰聪聲声聳耸聶聂職职聽听聾聋肅肃"
    "脅胁脈脉脣唇脫脱脹胀腎肾腦脑腫肿腳脚腸肠膚肤膠胶膩腻膽胆膿脓臉脸臍脐臘腊臟脏臥卧臨临臺台與与興兴舉举舊旧舖铺艙舱艦舰艱艰艷艳茲兹"
    "荊荆荳豆莊庄莖茎莢荚華华萊莱萬万葉叶葦苇葯药葷荤蒐搜蒼苍蓆席蓋盖蓮莲蔔卜蔣蒋蔥葱蔭荫蕩荡蕪芜蕭萧薊蓟薑姜薔蔷薦荐薩萨藍蓝藝艺藥药"
    "藷薯藹蔼蘆芦蘇苏蘊蕴蘋苹蘭兰蘿萝處处虛虚虜虏號号虧亏蛻蜕蝕蚀蝦虾蝨虱蝸蜗螞蚂螢萤蟄蛰蟬蝉蟲虫蟻蚁蠅蝇蠍蝎蠟蜡蠱蛊蠶蚕蠻蛮衊蔑術术"
    "衚胡衛卫衝冲補补裝装裡里製制複复褲裤襖袄襪袜襯衬襲袭覈核見见規规覓觅視视親亲覺觉覽览觀观觸触訂订訃讣計计訊讯討讨訓训訖讫託托記记"
    "訛讹訝讶訟讼訣诀訪访設设許许訴诉診诊註注証证詐诈評评詛诅詞词詠咏詢询詣诣試试詩诗詫诧詭诡話话該该詳详誅诛誇夸誌志認认誕诞誘诱語语"
    "誠诚誡诫誣诬誤误誦诵誨诲說说誰谁課课誹诽誼谊調调諄谆談谈請请諒谅論论諜谍諧谐諱讳諷讽諸诸諺谚諾诺謀谋謂谓謄誊謅诌謊谎謎谜謗谤謙谦"
    "講讲謝谢謠谣謬谬謹谨謾谩譁哗證证譏讥識识譚谭譜谱譟噪譯译議议譴谴護护譽誉讀读變变讒谗讓让讕谰讚赞豈岂豎竖豐丰豔艳豬猪貍狸貓猫貝贝"
    "貞贞負负財财貢贡貧贫貨货販贩貪贪貫贯責责貯贮貳贰貴贵貶贬買买貸贷費费貼贴貿贸賀贺賂赂賃赁賄贿資资賈贾賊贼賒赊賓宾賜赐賞赏賠赔賢贤"
    "賣卖賤贱賦赋質质賬账賭赌賴赖賸剩賺赚購购賽赛贅赘贈赠贊赞贍赡贏赢贓赃贖赎贛赣趕赶趙赵趨趋跡迹跼局踐践踰逾踴踊蹟迹蹤踪蹧糟躊踌躍跃"
    "躥蹿軀躯車车軋轧軌轨軍军軒轩軟软軸轴較较載载輓挽輔辅輕轻輛辆輝辉輥辊輩辈輪轮輯辑輸输輻辐輾辗輿舆轄辖轅辕轉转轍辙轎轿轝舆轟轰辦办"
    "辭辞辮辫辯辩農农迴回這这連连週周進进運运過过達达違违遙遥遜逊遞递遠远適适遯遁遲迟遷迁選选遺遗遼辽邁迈還还邊边邏逻郵邮鄉乡鄒邹鄖郧"
    "鄧邓鄭郑鄰邻鄲郸醜丑醞酝醫医醬酱醼宴釀酿釁衅釋释釐厘釘钉針针釣钓釦扣釩钒鈉钠鈍钝鈔钞鈕钮鈞钧鈣钙鈴铃鈾铀鉀钾鉑铂鉗钳鉚铆鉛铅鉤钩"
    "鉸铰鉻铬銀银銅铜銑铣銘铭銜衔銥铱銲焊銳锐銷销銻锑鋁铝鋅锌鋇钡鋒锋鋤锄鋪铺鋸锯鋼钢錄录錐锥錘锤錠锭錢钱錦锦錨锚錫锡錯错錳锰錶表鍊炼"
    "鍋锅鍍镀鍘铡鍛锻鍬锹鍵键鍺锗鍾钟鎂镁鎊镑鎖锁鎗枪鎚锤鎢钨鎬镐鎮镇鎳镍鏈链鏟铲鏡镜鏽锈鐐镣鐘钟鐮镰鐳镭鐵铁鑄铸鑑鉴鑒鉴鑰钥鑲镶鑷镊"
    "鑼锣鑽钻鑿凿長长門门閃闪閉闭開开閏闰閑闲閒闲間间閘闸閡阂閣阁閥阀閨闺閩闽閱阅閹阉閻阎闆板闇暗闊阔闌阑闖闯關关闡阐闢辟阨厄陝陕陣阵"
    "陰阴陳陈陸陆陽阳隄堤隊队階阶隕陨際际隨随險险隱隐隴陇隸隶隻只雖虽雙双雛雏雜杂雞鸡離离難难雲云電电霑沾霧雾靈灵靜静鞏巩韋韦韌韧韓韩"
    "韻韵響响頁页頂顶頃顷項项順顺須须頌颂預预頑顽頒颁頓顿頗颇領领頤颐頭头頰颊頸颈頹颓頻频顆颗題题額额顏颜願愿顛颠類类顧顾顫颤顯显顱颅"
    "顴颧風风颱台颳刮飄飘飛飞飢饥飯饭飲饮飼饲飽饱飾饰餃饺餅饼養养餌饵餒馁餓饿餘余餞饯餡馅館馆餬糊餽馈餾馏饅馒饋馈饑饥饒饶饞馋馬马馭驭"
    "馮冯馱驮馳驰馴驯駁驳駐驻駒驹駕驾駛驶駝驼駭骇駱骆駿骏騁骋騎骑騙骗騰腾騷骚騾骡驅驱驕骄驗验驚惊驟骤驢驴骯肮髒脏體体髮发鬆松鬍胡鬚须"
    "鬥斗鬧闹鬨哄鬱郁魚鱼魯鲁鮑鲍鮮鲜鯉鲤鯨鲸鰓鳃鱉鳖鱗鳞鳥鸟鳳凤鳴鸣鴉鸦鴕鸵鴛鸳鴦鸯鴨鸭鴻鸿鴿鸽鵑鹃鵝鹅鵬鹏鵲鹊鶴鹤鷗鸥鷹鹰鹵卤鹹咸"
    "鹼碱鹽盐麗丽麤粗麥麦麵面麼么黃黄點点黨党黴霉鼕冬齊齐齋斋齒齿齡龄齣出齧啮齲龋龍龙龐庞龔龚龜龟遊游侶侣後后裏里啓启爲为羣群衆众綫线"
    "説说閲阅査查産产"
)
SIMPLIFIED = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
FEWEST = 4  # different ones on a page that make it a page of traditional writing: a single one may be of somebody's name


def simplified(text: str) -> str:
    """`text` in simplified characters, as long as it was."""
    return text.translate(SIMPLIFIED)


def is_traditional(page: Page) -> bool:
    """Is the page written in traditional characters, not only a name on it?"""
    return len({char for word in page.words for char in word.text if ord(char) in SIMPLIFIED}) >= FEWEST


def simplified_page(page: Page) -> Page:
    """The page in simplified characters where it is written in traditional ones; else the page itself."""
    if not is_traditional(page):
        return page
    return replace(page, words=_words(page.words), tables=tuple(_table(table) for table in page.tables))


def _table(table: Table) -> Table:
    return replace(table, cells=tuple(_cell(cell) for cell in table.cells))


def _cell(cell: Cell) -> Cell:
    return replace(cell, words=_words(cell.words))


def _words(words: Iterable[Word]) -> tuple[Word, ...]:
    """Words without such a character stay the very same."""
    return tuple(word if (text := simplified(word.text)) == word.text else replace(word, text=text) for word in words)


def as_written(candidates: Iterable[AnyCandidate], pages: Sequence[Page]) -> list[AnyCandidate]:
    """The candidates with their places' words as these pages, the unchanged ones, have them."""
    written = [(page, _solid(page.text)) for page in pages if is_traditional(page)]
    return [_with_own_words(one, written) for one in candidates] if written else list(candidates)


def _with_own_words(one: AnyCandidate, written: Sequence[tuple[Page, str]]) -> AnyCandidate:
    sought = _solid(one.place.text)
    for page, text in written:
        if (page.file, page.number) != (one.place.file, one.place.page):
            continue
        at = simplified(text).find(sought)
        if sought and at >= 0:
            return replace(one, place=replace(one.place, text=_dressed(one.place.text, text[at : at + len(sought)])))
    return one


def _dressed(shown: str, solid: str) -> str:
    """`solid` with the spaces that `shown` has."""
    rest = iter(solid)
    return "".join(char if char.isspace() else next(rest, char) for char in shown)


def _solid(text: str) -> str:
    return "".join(char for char in text if not char.isspace())
