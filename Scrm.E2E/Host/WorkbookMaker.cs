using System.Globalization;
using ClosedXML.Excel;
using Scrm.Core.Import.Sheets;

namespace Scrm.E2E.Host;

/// <summary>A fault put into the workbook on purpose. Row: as Excel counts. Column: 0-based, -1 for the row as a whole.</summary>
public sealed record SeededProblem(int Row, int Column, string Kind, string Value);

/// <summary>A workbook of customers as people really keep it: notes on the first sheet, a title and a sample row around the headers, mixed spellings.</summary>
public sealed class WorkbookMaker
{
    public const int FirstRow = 4;
    public const int Repeats = 50;
    public const string Sheet = "客户资料";
    public static readonly string[] Headers = ["会员号", "客户姓名", "手机号码", "性别", "所在地区", "添加时间", "标签", "备注"];
    public static readonly string[] Unknown = ["老带新", "冬季护理"];
    private const int MemberNo = 0, Name = 1, Phone = 2, Gender = 3, Region = 4, Added = 5, Tags = 6, Remark = 7;
    private static readonly string[] Families = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "欧阳", "司马"];
    private static readonly string[] Given = ["伟", "芳", "娜", "敏", "静", "丽娟", "强", "磊", "洋", "艳萍", "勇", "雅婷", "思远", "子涵"];
    private static readonly string[] Regions = ["上海浦东", "杭州西湖", "广州天河", "成都锦江", "北京朝阳"];
    private static readonly string[] Skins = ["干性皮肤", "油性皮肤", "混合偏干", "混合偏油", "中性皮肤"];
    private static readonly string[] Likes = ["洁面卸妆", "水乳面霜", "精华安瓶", "面膜", "防晒", "底妆", "成分党", "国货偏好", "等大促", "新品尝鲜", "高意向", "门店柜台"];
    private static readonly string[] Separators = ["、", ",", "，", "；", "|", "/", "\n"];

    private static readonly (string Kind, int Count)[] Faults =
    [
        (nameof(ProblemCode.PhoneUnreadable), 10), (nameof(ProblemCode.PhoneFiller), 6), (nameof(ProblemCode.DigitsLost), 4), (nameof(ProblemCode.NoKey), 8), (nameof(ProblemCode.DateUnreadable), 10),
        (nameof(ProblemCode.GenderUnknown), 6), (nameof(ProblemCode.IdFiller), 4), (nameof(ProblemCode.ValueTooLong), 4), ("ExclusiveTags", 8),
    ];

    private readonly Random random;
    private readonly int rows;
    private readonly Dictionary<int, string> faulty;

    public WorkbookMaker(int rows = 5_000, int seed = 7, bool faults = true)
    {
        this.rows = rows;
        random = new Random(seed);
        var kinds = faults ? Faults.SelectMany(fault => Enumerable.Repeat(fault.Kind, fault.Count)).ToList() : [];
        var step = rows / (kinds.Count + 1);
        faulty = kinds.Index().ToDictionary(kind => (kind.Index + 1) * step, kind => kind.Item);
    }

    public List<SeededProblem> Problems { get; } = [];

    /// <summary>Different people in the file whose row can be taken.</summary>
    public int People => rows - Repeats - faulty.Values.Count(kind => kind is nameof(ProblemCode.NoKey));

    public string Save(string folder, string name = "客户资料 2026.xlsx")
    {
        using var book = new XLWorkbook();
        var notes = book.AddWorksheet("填写说明");
        notes.Cell(1, 1).Value = "1. 每行一位客户，会员号或手机号至少填一个。";
        notes.Cell(2, 1).Value = "2. 标签之间用顿号隔开。";
        var sheet = book.AddWorksheet(Sheet);
        sheet.Cell(1, 1).Value = "XX美妆 客户资料登记表（2026年）";
        sheet.Range(1, 1, 1, Headers.Length).Merge();
        for (var column = 0; column < Headers.Length; column++) sheet.Cell(2, column + 1).Value = Headers[column];
        string[] sample = ["示例：M000000", "张三", "示例：13912345678", "男（示例：男、女）", "上海浦东", "2026-01-01", "标签1、标签2", "--"];
        for (var column = 0; column < sample.Length; column++) Text(sheet.Cell(3, column + 1), sample[column]);
        for (var index = 0; index < rows; index++) Write(sheet, FirstRow + index, index);
        var path = Path.Combine(folder, name);
        book.SaveAs(path);
        return path;
    }

    private void Write(IXLWorksheet sheet, int row, int index)
    {
        var person = index >= rows - Repeats ? index - (rows - Repeats) : index;
        var values = Honest(index, person);
        if (faulty.TryGetValue(index, out var kind)) Spoil(row, values, kind);
        for (var column = 0; column < values.Length; column++)
        {
            var cell = sheet.Cell(row, column + 1);
            if (values[column] is DateTime date) cell.SetValue(date).Style.DateFormat.Format = "yyyy/m/d";
            else if (values[column] is long number) cell.Value = number;
            else Text(cell, (string)values[column]);
        }
    }

    private object[] Honest(int index, int person)
    {
        var phone = 13_500_000_000L + 1_000_003L * (person % 400) + person * 7L + 1;
        var tags = new List<string> { Skins[person % Skins.Length], Likes[random.Next(Likes.Length)] };
        if (random.Next(3) == 0) tags.Add(Likes[random.Next(Likes.Length)] + (random.Next(4) == 0 ? "（重复添加）" : ""));
        if (index % 120 == 5) tags.Add(Unknown[0]);
        if (index % 150 == 7) tags.Add(Unknown[1] + " ");
        var added = new DateTime(2025, 1, 1).AddDays(person % 360);
        return
        [
            $"M{person + 1:000000}", Families[person % Families.Length] + Given[person / 7 % Given.Length], Spelled(phone, person), person % 2 == 0 ? "女" : "男",
            person % 9 == 0 ? "--" : Regions[person % Regions.Length],
            index % 3 == 0 ? added : added.ToString(index % 3 == 1 ? "yyyy-MM-dd" : "yyyy年M月d日", CultureInfo.InvariantCulture),
            string.Join(Separators[index % Separators.Length], tags.Distinct()), person % 11 == 0 ? "到店时提过想换防晒" : "",
        ];
    }

    private static object Spelled(long phone, int person)
    {
        var text = phone.ToString(CultureInfo.InvariantCulture);
        return (person % 6) switch
        {
            0 => phone,
            1 => $"{text[..3]} {text[3..7]} {text[7..]}",
            2 => $"+86-{text}",
            3 => string.Concat(text.Select(digit => (char)(digit + 0xfee0))),
            _ => text,
        };
    }

    private void Spoil(int row, object[] values, string kind)
    {
        var (column, value) = kind switch
        {
            nameof(ProblemCode.PhoneUnreadable) => (Phone, row % 2 == 0 ? "1391234567" : "没留电话"),
            nameof(ProblemCode.PhoneFiller) => (Phone, "13800138000"),
            nameof(ProblemCode.DigitsLost) => (Phone, "1.38E+10"),
            nameof(ProblemCode.NoKey) => (-1, ""),
            nameof(ProblemCode.DateUnreadable) => (Added, row % 2 == 0 ? "2025-02-30" : "去年夏天"),
            nameof(ProblemCode.GenderUnknown) => (Gender, "女男"),
            nameof(ProblemCode.IdFiller) => (MemberNo, "null"),
            nameof(ProblemCode.ValueTooLong) => (Tags, string.Concat(Enumerable.Repeat("很长的标签", 7))),
            _ => (Tags, $"{Skins[0]}、{Skins[1]}"),
        };
        if (column < 0) (values[MemberNo], values[Phone]) = ("", "");
        else values[column] = value;
        Problems.Add(new SeededProblem(row, column, kind, value));
    }

    private static void Text(IXLCell cell, string text) => cell.SetValue(text).SetDataType(XLDataType.Text);
}
