using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scrm.Bench;

/// <summary>One figure a line on the standard output, as JSON.</summary>
internal static class Figures
{
    private static readonly JsonSerializerOptions Form = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Prints a figure; with a <paramref name="reference"/> of the same run and unit, their ratio too.</summary>
    public static void Print(string bench, string figure, string unit, double value, double? reference = null) =>
        Console.WriteLine(JsonSerializer.Serialize(
            new { bench, figure, unit, value = Math.Round(value, 3), reference = Round(reference), ratio = Round(value / reference) }, Form));

    private static double? Round(double? number) => number is { } n ? Math.Round(n, 3) : null;
}
