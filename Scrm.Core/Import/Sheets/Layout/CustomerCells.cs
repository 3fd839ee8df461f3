using Scrm.Core.Customers;
using Scrm.Core.Tags;

namespace Scrm.Core.Import.Sheets;

/// <summary>Fills one ParsedRow, column by column.</summary>
internal sealed class CustomerCells(CellReader cells, Func<string, bool>? isTag)
{
    private readonly List<ParsedTag> tags = [];
    private ParsedRow row = new(cells.Number) { Hidden = cells.Hidden };

    public void Take(SheetColumn column, string? group)
    {
        var at = column.Index;
        switch (column.Role)
        {
            case ColumnRole.Ignore: return;
            case ColumnRole.Tags: TakeTags(at, cells.Text(at), group); return;
            case ColumnRole.GroupTag: TakeTags(at, cells.Text(at), column.GroupName ?? column.Header); return;
            case ColumnRole.KeyAndTags: TakeKeyAndTags(at); return;
            case ColumnRole.Phone: row = row with { Phone = Phone(at) }; return;
            case ColumnRole.Gender: row = row with { Gender = ReadGender(at) }; return;
            case ColumnRole.AddedAt: row = row with { AddedAt = cells.Date(at) }; return;
            case ColumnRole.OneId: row = row with { OneId = cells.Read(at, IdText.Parse) }; return;
            case ColumnRole.MemberNo: row = row with { MemberNo = cells.Read(at, IdText.Parse) }; return;
            case ColumnRole.ExternalId: row = row with { ExternalId = cells.Read(at, IdText.Parse) }; return;
            case ColumnRole.Name: row = row with { Name = cells.Short(at) }; return;
            case ColumnRole.Company: row = row with { Company = cells.Short(at) }; return;
            case ColumnRole.Region: row = row with { Region = cells.Short(at) }; return;
            case ColumnRole.Remark: row = row with { Remark = cells.Lines(at, Customer.LongestText) }; return;
            case ColumnRole.Owner: row = row with { Owner = cells.Short(at) }; return;
            case ColumnRole.Source: row = row with { Source = cells.Short(at) }; return;
            default: return;
        }
    }

    public ParsedRow Row()
    {
        var named = row.OneId ?? row.MemberNo ?? row.ExternalId ?? row.Phone;
        if (named is null) cells.Report(-1, ProblemCode.NoKey, row.Name ?? "");
        return row with { Tags = Distinct(), Problems = cells.Problems };
    }

    private List<ParsedTag> Distinct() =>
        tags.Count < 2 ? tags : [.. tags.DistinctBy(tag => (tag.Group is null ? null : Folding.Key(tag.Group), Folding.Key(tag.Name)))];

    private void TakeTags(int column, string? text, string? group)
    {
        if (text is null) return;
        foreach (var tag in TagList.Split(text, isTag))
            if (tag.Name.Length > Tag.LongestName || tag.Group?.Length > TagGroup.LongestName) cells.Report(column, ProblemCode.ValueTooLong, tag.Name);
            else tags.Add(group is null || tag.Group is not null && Folding.Key(tag.Group) != Folding.Key(group) ? tag : tag with { Group = group });
    }

    private void TakeKeyAndTags(int column)
    {
        if (cells.Text(column) is not { } text) return;
        var (key, rest) = ColumnGuess.SplitKey(text) ?? (text, "");
        TakeTags(column, rest, null);
        if (PhoneNumber.Parse(key).Value is { } phone && key.Length >= 11) row = row with { Phone = phone };
        else if (ColumnGuess.IsExternalId(key)) row = row with { ExternalId = key };
        else row = row with { OneId = cells.Read(column, _ => IdText.Parse(key)) };
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
        if (!Words.Gender(text, out var gender)) cells.Report(column, ProblemCode.GenderUnknown, text);
        return gender;
    }
}
