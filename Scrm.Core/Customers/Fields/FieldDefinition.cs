using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Customers;

public enum FieldType : byte
{
    Text, LongText, WholeNumber, Decimal, Money, Date, DateTime, YesNo, OneChoice, ManyChoices, Phone, Email, Region, Member, Customer,
}

/// <summary>
/// A field the company defined. Its values are the column <c>f_ID</c> of the table <c>customer_fields</c>, one row a customer,
/// so that filters are ordinary ranges of ordinary columns.
/// </summary>
public sealed class FieldDefinition
{
    public const int LongestName = 30;

    public int Id { get; init; }

    /// <summary>The name in the API and in files; never changes.</summary>
    public string Key { get; init; } = "";
    public string Name { get; set; } = "";
    public string Group { get; set; } = "";
    public string Meaning { get; set; } = "";
    public FieldType Type { get; init; }
    public int Position { get; set; }

    /// <summary>Choices with colours, as JSON.</summary>
    public string Options { get; set; } = "[]";

    /// <summary>Allowed steps from choice to choice, as JSON; "[]" = any.</summary>
    public string Transitions { get; set; } = "[]";

    /// <summary>A condition as JSON; "" = never required.</summary>
    public string RequiredWhen { get; set; } = "";

    /// <summary>A condition as JSON; "" = always visible.</summary>
    public string VisibleWhen { get; set; } = "";
    public string Default { get; set; } = "";
    public bool Unique { get; set; }

    /// <summary>The smallest and the largest value of a number, in its stored form; "" = any.</summary>
    public string Minimum { get; set; } = "";
    public string Maximum { get; set; } = "";

    /// <summary>The least role that may edit: <see cref="Team.Role"/>.</summary>
    public Team.Role EditableBy { get; set; } = Team.Role.Sales;

    /// <summary>Days after which a value is due for review; 0 = never.</summary>
    public int ReviewDays { get; set; }

    /// <summary>A date that comes round: insurance, membership, contract.</summary>
    public bool IsRenewal { get; set; }
    public bool Archived { get; set; }
    public DateTime CreatedAt { get; init; }
    public int Version { get; set; }
}

internal sealed class FieldDefinitionConfiguration : IEntityTypeConfiguration<FieldDefinition>
{
    public void Configure(EntityTypeBuilder<FieldDefinition> field)
    {
        field.ToTable("field_definitions");
        field.Property(f => f.Id).ValueGeneratedOnAdd();
        field.Property(f => f.Key).HasMaxLength(64);
        field.Property(f => f.Version).IsConcurrencyToken();
        field.HasIndex(f => f.Key).IsUnique();
    }
}
