namespace Scrm.Core;

/// <summary>Why a use-case said no: a member of the slice's own enum, and the values its sentence needs.</summary>
public sealed record Refusal(Enum Why, params object[] Values);

/// <summary>Done, or refused with a reason the operator can act on.</summary>
public readonly record struct Outcome(Refusal? Refused)
{
    public static readonly Outcome Done = new(null);

    public bool Ok => Refused is null;

    public static Outcome No(Enum why, params object[] values) => new(new Refusal(why, values));

    public static implicit operator Outcome(Refusal refused) => new(refused);
}

/// <summary>A value, or a refusal with a reason the operator can act on.</summary>
public readonly record struct Outcome<T>(T? Value, Refusal? Refused)
{
    public bool Ok => Refused is null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refused) => new(default, refused);
}
