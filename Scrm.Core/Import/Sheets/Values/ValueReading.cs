namespace Scrm.Core.Import.Sheets;

/// <summary>A value, or why there is none. Both null: blank. Suggestion: likely, not certain, for the operator to accept.</summary>
public readonly record struct ValueReading(string? Value, ProblemCode? Problem = null, string? Suggestion = null)
{
    public static readonly ValueReading Blank = new(null);

    public static ValueReading No(ProblemCode problem, string? suggestion = null) => new(null, problem, suggestion);
}
