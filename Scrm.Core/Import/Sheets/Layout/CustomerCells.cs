using Scrm.Core.Customers;
using Scrm.Core.Tags;

namespace Scrm.Core.Import.Sheets;

/// <summary>Fills one ParsedRow, column by column.</summary>
internal sealed class CustomerCells(CellReader cells, Func<string, bool>? isTag, TouchCells? touches = null)
{
    private readonly List<ParsedTag> tags = [];
    private List<ParsedField>? fields;
    private string? oneId, memberNo, externalId, phone, name, company, region, remark, owner, source;
    private Gender? gender;
    private DateTime? addedAt;
    private int tagCells;

    public void Take(SheetColumn column, string? group)
    {
        if (touches?.Take(column) == true) return;
        var at = column.Index;
        switch (column.Role)
        {
            case ColumnRole.Tags: TakeTags(at, cells.Text(at), group); return;
            case ColumnRole.GroupTag: TakeTags(at, cells.Text(at), column.GroupName ?? column.Header); return;
            case ColumnRole.KeyAndTags: TakeKeyAndTags(at); return;
            case ColumnRole.Phone: phone = Phone(at); return;
            case ColumnRole.Gender: gender = ReadGender(at); return;
            case ColumnRole.AddedAt: addedAt = cells.Date(at); return;
            case ColumnRole.OneId: oneId = cells.Read(at, IdText.Parse); return;
            case ColumnRole.MemberNo: memberNo = cells.Read(at, IdText.Parse); return;
            case ColumnRole.ExternalId: externalId = cells.Read(at, IdText.Parse); return;
            case ColumnRole.Name: name = cells.Short(at); return;
            case ColumnRole.Company: company = cells.Short(at); return;
            case ColumnRole.Region: region = cells.Short(at); return;
            case ColumnRole.Remark: remark = cells.Lines(at, Customer.LongestText); return;
            case ColumnRole.Owner: owner = cells.Short(at); return;
            case ColumnRole.Source: source = cells.Short(at); return;
            case ColumnRole.Field: TakeField(column); return;
            default: return;
        }
    }

    public ParsedRow Row()
    {
        if ((oneId ?? memberNo ?? externalId ?? phone) is null) cells.Report(-1, ProblemCode.NoKey, name ?? "");
        var touch = touches?.Touch();
        return new ParsedRow(cells.Number)
        {
            OneId = oneId,
            MemberNo = memberNo,
            ExternalId = externalId,
            Phone = phone,
            Name = name,
            Gender = gender,
            Company = company,
            Region = region,
            Remark = remark,
            Owner = owner,
            Source = source,
            AddedAt = addedAt,
            Hidden = cells.Hidden,
            Tags = Distinct(),
            Fields = fields ?? (IReadOnlyList<ParsedField>)[],
            Touch = touch,
            Problems = cells.Problems,
        };
    }

    private void TakeField(SheetColumn column)
    {
        if (cells.Text(column.Index, digits: true) is { } text) (fields ??= []).Add(new(column.Definition, column.Index, text));
    }

    private List<ParsedTag> Distinct() =>
        tagCells < 2 ? tags : Once(tags);

    private static List<ParsedTag> Once(List<ParsedTag> tags)
    {
        var distinct = new DistinctTags();
        foreach (var tag in tags) distinct.Add(tag);
        return distinct.List;
    }

    private void TakeTags(int column, string? text, string? group)
    {
        if (text is null) return;
        tagCells++;
        foreach (var tag in TagList.Split(text, isTag))
            if (tag.Name.Length > Tag.LongestName || tag.Group?.Length > TagGroup.LongestName) cells.Report(column, ProblemCode.ValueTooLong, tag.Name);
            else tags.Add(group is null || tag.Group is not null && Folding.Key(tag.Group) != Folding.Key(group) ? tag : tag with { Group = group });
    }

    private void TakeKeyAndTags(int column)
    {
        if (cells.Text(column) is not { } text) return;
        var (key, rest) = ColumnGuess.SplitKey(text) ?? (text, "");
        TakeTags(column, rest, null);
        if (key.Length >= 11 && PhoneNumber.Parse(key).Value is { } number) phone = number;
        else if (ColumnGuess.IsExternalId(key)) externalId = key;
        else oneId = cells.Read(column, _ => IdText.Parse(key));
    }

    private string? Phone(int column) => cells.Read(column, text =>
    {
        var phones = PhoneNumber.Split(text);
        if (phones.Count < 2) return PhoneNumber.Parse(text);
        var readings = phones.Select(PhoneNumber.Parse).ToList();
        var first = readings.FindIndex(reading => reading.Value is not null);
        if (first < 0) return PhoneNumber.Parse(text);
        var others = phones.Where((_, index) => index != first);
        cells.Report(column, ProblemCode.PhoneExtra, string.Join(' ', others));
        return readings[first];
    });

    private Gender? ReadGender(int column)
    {
        if (cells.Text(column) is not { } text) return null;
        if (!Words.Gender(text, out var read)) cells.Report(column, ProblemCode.GenderUnknown, text);
        return read;
    }
}
