namespace Scrm.Core.Import.Sheets;

public enum OutKind : byte { Blank, Text, Number, Date, DateTime }

/// <summary>Header: the text of the first row. Width: characters.</summary>
public sealed record OutColumn(string Header, double Width = 16);

/// <summary>
/// One value to write. Only numbers and dates that are values of their own are written as such; everything that came from a person is Text and
/// stays text, whatever it begins with. Marked: shown as faulty.
/// </summary>
public readonly record struct OutCell(OutKind Kind, string Text, decimal Number = 0, DateTime Moment = default, bool Marked = false)
{
    public static readonly OutCell Blank = default;

    public static OutCell Of(string? text) => string.IsNullOrEmpty(text) ? Blank : new(OutKind.Text, text);

    public static OutCell Of(decimal number) => new(OutKind.Number, "", number);

    public static OutCell Date(DateTime day) => new(OutKind.Date, "", Moment: day);

    public static OutCell DateTime(DateTime moment) => new(OutKind.DateTime, "", Moment: moment);

    public static implicit operator OutCell(string? text) => Of(text);

    public static implicit operator OutCell(int number) => Of(number);

    public static implicit operator OutCell(long number) => Of(number);

    public static implicit operator OutCell(decimal number) => Of(number);
}

/// <summary>Takes rows one at a time; Dispose finishes the file.</summary>
public interface IRowWriter : IDisposable
{
    void Row(params ReadOnlySpan<OutCell> cells);
}
